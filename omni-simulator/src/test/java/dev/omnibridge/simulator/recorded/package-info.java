/** Calls that were made to a real Omni, made again to the simulator: same code, same text. */
@NullMarked
package dev.omnibridge.simulator.recorded;

import org.jspecify.annotations.NullMarked;
