/** The CRDs on a real Kubernetes API: what it accepts, what it refuses and with which words, what it shows. */
@NullMarked
package dev.omnibridge.api.server;

import org.jspecify.annotations.NullMarked;
