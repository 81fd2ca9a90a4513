/** Omni's gRPC services on top of the store: {@code cosi.resource.State} and the management service. */
@NullMarked
package dev.omnibridge.simulator.server;

import org.jspecify.annotations.NullMarked;
