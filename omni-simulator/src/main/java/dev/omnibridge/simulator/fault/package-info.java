/** Faults to order: calls refused, delayed or answered into the void, watches dropped, stalled or ended with an error. */
@NullMarked
package dev.omnibridge.simulator.fault;

import org.jspecify.annotations.NullMarked;
