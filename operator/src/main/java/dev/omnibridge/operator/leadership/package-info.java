/** Which process of the operator works: one of them holds a Lease in the management cluster, the others stand by. */
@NullMarked
package dev.omnibridge.operator.leadership;

import org.jspecify.annotations.NullMarked;
