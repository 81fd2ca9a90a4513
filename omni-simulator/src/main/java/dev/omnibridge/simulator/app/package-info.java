/** The simulator as a program for people. */
@NullMarked
package dev.omnibridge.simulator.app;

import org.jspecify.annotations.NullMarked;
