/** The operator as a program: configuration, wiring, health, graceful stop. */
@NullMarked
package dev.omnibridge.operator.app;

import org.jspecify.annotations.NullMarked;
