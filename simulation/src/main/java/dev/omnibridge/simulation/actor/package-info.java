/** Whoever acts in a history: users, GitOps, people in Omni, machines, and everything that goes wrong. */
@NullMarked
package dev.omnibridge.simulation.actor;

import org.jspecify.annotations.NullMarked;
