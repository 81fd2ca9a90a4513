/** Virtual machines, and the controllers that show them in Omni: links, machines, statuses, snapshots, labels. */
@NullMarked
package dev.omnibridge.simulator.machine;

import org.jspecify.annotations.NullMarked;
