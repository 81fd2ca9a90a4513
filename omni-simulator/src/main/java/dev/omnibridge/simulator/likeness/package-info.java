/**
 * How like a real Omni the simulator is: reads recordings of event streams, does the acts they show in a world of its own, and says the
 * first difference in plain words.
 */
@NullMarked
package dev.omnibridge.simulator.likeness;

import org.jspecify.annotations.NullMarked;
