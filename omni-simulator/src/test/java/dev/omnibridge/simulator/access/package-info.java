/** Tests of what access policies give. */
@NullMarked
package dev.omnibridge.simulator.access;

import org.jspecify.annotations.NullMarked;
