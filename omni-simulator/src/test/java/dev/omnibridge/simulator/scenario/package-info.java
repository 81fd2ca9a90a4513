@NullMarked
package dev.omnibridge.simulator.scenario;

import org.jspecify.annotations.NullMarked;
