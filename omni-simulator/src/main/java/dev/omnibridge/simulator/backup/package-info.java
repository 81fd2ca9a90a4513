/** Backups of etcd: the store they lie in, who makes them, and what is told about them (status-and-lifecycle.md 2.2, resources.md 15). */
@NullMarked
package dev.omnibridge.simulator.backup;

import org.jspecify.annotations.NullMarked;
