@NullMarked
package dev.omnibridge.operator.reason;

import org.jspecify.annotations.NullMarked;
