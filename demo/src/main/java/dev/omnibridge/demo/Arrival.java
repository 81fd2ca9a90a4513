package dev.omnibridge.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The moment at which everything was Ready for the first time.
 *
 * @param taken how long that took from the samples on
 * @param management kubeconfig of the API with the custom resources
 * @param clusters kubeconfig of each cluster, with the version that its API server answered, as in {@code v1.35.6}
 */
record Arrival(Duration taken, Path management, Map<Path, String> clusters) {}
