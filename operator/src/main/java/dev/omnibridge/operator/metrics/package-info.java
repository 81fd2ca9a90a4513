/** What the operator tells Prometheus. */
@NullMarked
package dev.omnibridge.operator.metrics;

import org.jspecify.annotations.NullMarked;
