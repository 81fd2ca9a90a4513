/** Tests of the loop and its times. */
@NullMarked
package dev.omnibridge.simulator.world;

import org.jspecify.annotations.NullMarked;
