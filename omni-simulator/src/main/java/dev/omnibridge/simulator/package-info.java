/** An Omni in memory: the whole of it behind one door, {@code OmniSimulator}. */
@NullMarked
package dev.omnibridge.simulator;

import org.jspecify.annotations.NullMarked;
