@NullMarked
package dev.omnibridge.operator.leadership;

import org.jspecify.annotations.NullMarked;
