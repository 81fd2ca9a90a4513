/** Tests of the write log. */
@NullMarked
package dev.omnibridge.simulator.log;

import org.jspecify.annotations.NullMarked;
