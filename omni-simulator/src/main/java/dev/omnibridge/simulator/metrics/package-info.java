/** Counts over the whole account, as Omni keeps them for its web interface. */
@NullMarked
package dev.omnibridge.simulator.metrics;

import org.jspecify.annotations.NullMarked;
