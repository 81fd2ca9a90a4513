package dev.omnibridge.demo.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param clusters clusters that exist at the same time
 * @param machinesOfEach machines of each cluster, three of them control planes
 * @param samples how often each latency is measured
 * @param rest how long a settled fleet is watched for calls
 * @param outage how long Omni is away
 */
record BenchmarkSize(int clusters, int machinesOfEach, int samples, Duration rest, Duration outage) {
    private static final int WARM_UP_SHARE = 5;
    private static final int MOST_WARM_UPS = 20;

    BenchmarkSize {
        if (clusters < 1 || machinesOfEach < 4 || samples < 1) {
            throw new IllegalArgumentException("at least 1 cluster of 4 machines and 1 sample, not " + clusters + ", "
                    + machinesOfEach + ", " + samples);
        }
    }

    /** Clusters that are made and given up before anything is measured. */
    int warmUps() {
        return Math.clamp(clusters / WARM_UP_SHARE, 1, MOST_WARM_UPS);
    }
}
