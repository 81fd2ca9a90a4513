/** Tests of the State service. */
@NullMarked
package dev.omnibridge.simulator.server;

import org.jspecify.annotations.NullMarked;
