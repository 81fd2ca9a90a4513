/** From what was observed, decided and done to conditions, counters and messages. Pure. */
@NullMarked
package dev.omnibridge.operator.status;

import org.jspecify.annotations.NullMarked;
