/** Puts Omni's controllers and the virtual machines together. */
@NullMarked
package dev.omnibridge.simulator.behaviour;

import org.jspecify.annotations.NullMarked;
