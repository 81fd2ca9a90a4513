/** Tests of the state engine. */
@NullMarked
package dev.omnibridge.simulator.state;

import org.jspecify.annotations.NullMarked;
