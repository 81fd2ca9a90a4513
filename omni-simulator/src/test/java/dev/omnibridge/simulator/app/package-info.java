/** Tests of the program. */
@NullMarked
package dev.omnibridge.simulator.app;

import org.jspecify.annotations.NullMarked;
