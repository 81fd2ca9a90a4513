/** What the tests share: a raw client of the simulator. */
@NullMarked
package dev.omnibridge.simulator;

import org.jspecify.annotations.NullMarked;
