/** A real Kubernetes API on 127.0.0.1 for tests and demo, without containers. */
@NullMarked
package dev.omnibridge.kubernetes;

import org.jspecify.annotations.NullMarked;
