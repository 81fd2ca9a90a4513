/** A seeded world in which the real operator works on virtual time, one thing after the other: histories, how they run, how a failing one is shrunk. */
@NullMarked
package dev.omnibridge.simulation;

import org.jspecify.annotations.NullMarked;
