/** The Kubernetes inside clusters: whether its API answers, its nodes, and its upgrades. */
@NullMarked
package dev.omnibridge.simulator.kubernetes;

import org.jspecify.annotations.NullMarked;
