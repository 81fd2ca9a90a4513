@NullMarked
package dev.omnibridge.omni;

import org.jspecify.annotations.NullMarked;
