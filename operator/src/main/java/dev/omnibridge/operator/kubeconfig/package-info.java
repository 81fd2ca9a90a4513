/** When a kubeconfig is issued, and the Secret it is kept in. */
@NullMarked
package dev.omnibridge.operator.kubeconfig;

import org.jspecify.annotations.NullMarked;
