/** A page to look at the simulated state; it changes nothing. */
@NullMarked
package dev.omnibridge.simulator.page;

import org.jspecify.annotations.NullMarked;
