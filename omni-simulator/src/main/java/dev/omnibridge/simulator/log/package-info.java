/** What clients did: every write with what it changed, and counts of all calls. Tests assert on it. */
@NullMarked
package dev.omnibridge.simulator.log;

import org.jspecify.annotations.NullMarked;
