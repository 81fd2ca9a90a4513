/** Calls of Omni's management service: kubeconfig, config validation, upgrade pre-checks. */
@NullMarked
package dev.omnibridge.omni.management;

import org.jspecify.annotations.NullMarked;
