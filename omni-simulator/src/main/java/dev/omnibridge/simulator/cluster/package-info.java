/** Clusters: their statuses, bootstrap, load balancer, Kubernetes, and the order in which they are taken apart. */
@NullMarked
package dev.omnibridge.simulator.cluster;

import org.jspecify.annotations.NullMarked;
