@NullMarked
package dev.omnibridge.omni.mirror;

import org.jspecify.annotations.NullMarked;
