/** One machine in a cluster: its config, the rollout of config and Talos to it, its status, and its way out. */
@NullMarked
package dev.omnibridge.simulator.clustermachine;

import org.jspecify.annotations.NullMarked;
