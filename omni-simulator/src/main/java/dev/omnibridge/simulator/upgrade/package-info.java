/** Talos upgrades and changes of schematics: what each machine should run, and which sets have a turn. */
@NullMarked
package dev.omnibridge.simulator.upgrade;

import org.jspecify.annotations.NullMarked;
