@NullMarked
package dev.omnibridge.simulator.behaviour;

import org.jspecify.annotations.NullMarked;
