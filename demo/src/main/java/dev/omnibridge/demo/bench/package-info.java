/** The benchmark: the operator in a process of its own, against a real API server and a simulated Omni. */
@NullMarked
package dev.omnibridge.demo.bench;

import org.jspecify.annotations.NullMarked;
