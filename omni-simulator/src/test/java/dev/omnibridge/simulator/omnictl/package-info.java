/**
 * What the official omnictl asks of an Omni, replayed: the calls of each command were taken down from the real program of two generations, and
 * are made again, in their order and with their content.
 */
@NullMarked
package dev.omnibridge.simulator.omnictl;

import org.jspecify.annotations.NullMarked;
