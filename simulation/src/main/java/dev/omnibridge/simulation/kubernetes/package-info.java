/** A model of the Kubernetes API server, and the caches that lag behind it. */
@NullMarked
package dev.omnibridge.simulation.kubernetes;

import org.jspecify.annotations.NullMarked;
