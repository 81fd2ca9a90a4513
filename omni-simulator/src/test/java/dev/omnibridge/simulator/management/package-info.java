/** Tests of the management calls. */
@NullMarked
package dev.omnibridge.simulator.management;

import org.jspecify.annotations.NullMarked;
