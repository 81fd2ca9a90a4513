/** The parts of the demo: a management cluster, a simulated Omni, the operator, and what is read of them. */
@NullMarked
package dev.omnibridge.demo.world;

import org.jspecify.annotations.NullMarked;
