/** The world the simulated Omni lives in: its time and the one loop on which its controllers and machines act. */
@NullMarked
package dev.omnibridge.simulator.world;

import org.jspecify.annotations.NullMarked;
