/** From custom resources and Omni's state to an ordered list of operations. Pure: no input or output, no clock. */
@NullMarked
package dev.omnibridge.operator.plan;

import org.jspecify.annotations.NullMarked;
