/** Machine sets: the machines they make members, the order in which machines come and go, their status. */
@NullMarked
package dev.omnibridge.simulator.machineset;

import org.jspecify.annotations.NullMarked;
