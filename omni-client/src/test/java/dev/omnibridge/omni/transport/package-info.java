@NullMarked
package dev.omnibridge.omni.transport;

import org.jspecify.annotations.NullMarked;
