/** Tests of rules, word by word as a real server answered the same. */
@NullMarked
package dev.omnibridge.simulator.validation;

import org.jspecify.annotations.NullMarked;
