/** Tests of faults to order. */
@NullMarked
package dev.omnibridge.simulator.fault;

import org.jspecify.annotations.NullMarked;
