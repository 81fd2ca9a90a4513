/** The gRPC channel to Omni: endpoint forms, TLS, limits, deadlines, user agent. */
@NullMarked
package dev.omnibridge.omni.transport;

import org.jspecify.annotations.NullMarked;
