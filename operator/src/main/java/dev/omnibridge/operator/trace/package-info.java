/** OpenTelemetry: a span of each pass, and of what it asks of Omni and of the management cluster. Nothing is made unless a receiver is named. */
@NullMarked
package dev.omnibridge.operator.trace;

import org.jspecify.annotations.NullMarked;
