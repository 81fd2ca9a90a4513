/** Machine classes: selectors, which machines fit, and the controller that makes and removes the nodes of sets in class mode. */
@NullMarked
package dev.omnibridge.simulator.allocation;

import org.jspecify.annotations.NullMarked;
