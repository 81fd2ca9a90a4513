/** For those who leave: everything that this operator holds in Omni and in Kubernetes is given up, and nothing else is touched. */
@NullMarked
package dev.omnibridge.operator.release;

import org.jspecify.annotations.NullMarked;
