/** The operator's own parts as processes that somebody else drives. */
@NullMarked
package dev.omnibridge.simulation.operator;

import org.jspecify.annotations.NullMarked;
