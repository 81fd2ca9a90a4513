/** The service account's key and the signatures made with it. */
@NullMarked
package dev.omnibridge.omni.auth;

import org.jspecify.annotations.NullMarked;
