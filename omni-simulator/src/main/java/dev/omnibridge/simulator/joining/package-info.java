/** How machines join an Omni: tokens, links, and what they are told to find it. */
@NullMarked
package dev.omnibridge.simulator.joining;

import org.jspecify.annotations.NullMarked;
