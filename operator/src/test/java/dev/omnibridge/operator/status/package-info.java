@NullMarked
package dev.omnibridge.operator.status;

import org.jspecify.annotations.NullMarked;
