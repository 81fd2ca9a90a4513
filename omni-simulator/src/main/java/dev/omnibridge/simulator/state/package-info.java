/** The COSI state engine: resources with versions, owners, phases, finalizers and an ordered history of events. */
@NullMarked
package dev.omnibridge.simulator.state;

import org.jspecify.annotations.NullMarked;
