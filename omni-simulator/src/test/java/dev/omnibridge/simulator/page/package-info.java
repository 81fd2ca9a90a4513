@NullMarked
package dev.omnibridge.simulator.page;

import org.jspecify.annotations.NullMarked;
