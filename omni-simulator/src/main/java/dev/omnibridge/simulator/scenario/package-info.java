/** Scripted trouble, for people who want to see what their client of Omni does in it. */
@NullMarked
package dev.omnibridge.simulator.scenario;

import org.jspecify.annotations.NullMarked;
