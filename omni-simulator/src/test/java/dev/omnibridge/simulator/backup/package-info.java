/** Tests of backups of etcd and of restores. */
@NullMarked
package dev.omnibridge.simulator.backup;

import org.jspecify.annotations.NullMarked;
