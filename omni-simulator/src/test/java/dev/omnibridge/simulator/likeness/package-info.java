/** The simulator beside recordings, and the comparer itself. */
@NullMarked
package dev.omnibridge.simulator.likeness;

import org.jspecify.annotations.NullMarked;
