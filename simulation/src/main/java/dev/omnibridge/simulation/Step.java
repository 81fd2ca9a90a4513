package dev.omnibridge.simulation;

import dev.omnibridge.simulation.actor.Act;

/**
 * One thing that somebody does, and how long the world goes on after it. It carries its own seed: what it does exactly, and in which order things
 * happen after it, depends on nothing else but the state it meets, so that steps can be taken out of a history without disturbing the others.
 *
 * @param micro how many small steps of the world follow
 */
public record Step(Act act, long seed, int micro) {}
