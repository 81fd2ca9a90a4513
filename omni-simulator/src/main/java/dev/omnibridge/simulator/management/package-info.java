/** Omni's management service: kubeconfigs, configuration checks, upgrade pre-checks, service accounts. */
@NullMarked
package dev.omnibridge.simulator.management;

import org.jspecify.annotations.NullMarked;
