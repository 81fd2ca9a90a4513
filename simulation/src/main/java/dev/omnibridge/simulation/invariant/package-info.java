/** What must hold after every step and at the end, judged without the operator's own code. */
@NullMarked
package dev.omnibridge.simulation.invariant;

import org.jspecify.annotations.NullMarked;
