/** The kinds an Omni has: what they are called, where they live, who may do what with them, and how omnictl prints them. */
@NullMarked
package dev.omnibridge.simulator.kind;

import org.jspecify.annotations.NullMarked;
