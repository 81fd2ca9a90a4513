/** An Omni without a network, and the ways an operator reaches it. */
@NullMarked
package dev.omnibridge.simulation.omni;

import org.jspecify.annotations.NullMarked;
