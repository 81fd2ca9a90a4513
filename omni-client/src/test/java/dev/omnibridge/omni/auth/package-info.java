@NullMarked
package dev.omnibridge.omni.auth;

import org.jspecify.annotations.NullMarked;
