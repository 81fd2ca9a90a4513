/** Machine classes of Omni: which machines a class selects, and why those it selects are not taken. Pure. */
@NullMarked
package dev.omnibridge.operator.machineclass;

import org.jspecify.annotations.NullMarked;
