/** What tests begin with: one builder for each kind of object, a snapshot of Omni that takes writes, and a pass over both. */
@NullMarked
package dev.omnibridge.operator.given;

import org.jspecify.annotations.NullMarked;
