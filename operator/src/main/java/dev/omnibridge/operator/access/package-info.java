/** What the operator may do in the management cluster: one list, from which the manifests under {@code config/rbac} are written. Pure. */
@NullMarked
package dev.omnibridge.operator.access;

import org.jspecify.annotations.NullMarked;
