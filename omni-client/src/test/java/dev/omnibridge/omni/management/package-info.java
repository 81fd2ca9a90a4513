@NullMarked
package dev.omnibridge.omni.management;

import org.jspecify.annotations.NullMarked;
