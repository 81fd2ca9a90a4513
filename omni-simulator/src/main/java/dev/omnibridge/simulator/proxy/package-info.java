/** The Kubernetes API of the simulated clusters, behind the one proxy URL of Omni, and the tokens it knows. */
@NullMarked
package dev.omnibridge.simulator.proxy;

import org.jspecify.annotations.NullMarked;
