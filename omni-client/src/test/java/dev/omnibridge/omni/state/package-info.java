@NullMarked
package dev.omnibridge.omni.state;

import org.jspecify.annotations.NullMarked;
