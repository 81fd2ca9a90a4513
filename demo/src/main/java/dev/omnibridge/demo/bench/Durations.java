package dev.omnibridge.demo.bench;

import java.util.Arrays;

/**
 * Durations of one thing measured again and again.
 *
 * @param nanos in ascending order
 */
record Durations(long[] nanos) {
    private static final double NANOS_PER_MILLI = 1e6;

    Durations {
        nanos = Arrays.stream(nanos).sorted().toArray();
    }

    /** Half were at most this, in milliseconds. */
    double median() {
        return quantile(0.5);
    }

    /** 95 of 100 were at most this, in milliseconds. */
    double p95() {
        return quantile(0.95);
    }

    private double quantile(double share) {
        int rank = (int) Math.ceil(share * nanos.length);
        return nanos[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
