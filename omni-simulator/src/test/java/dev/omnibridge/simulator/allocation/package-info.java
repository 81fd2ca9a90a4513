/** Tests of what machines a set takes. */
@NullMarked
package dev.omnibridge.simulator.allocation;

import org.jspecify.annotations.NullMarked;
