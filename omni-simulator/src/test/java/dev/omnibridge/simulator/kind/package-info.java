/** Tests of the table of kinds. */
@NullMarked
package dev.omnibridge.simulator.kind;

import org.jspecify.annotations.NullMarked;
