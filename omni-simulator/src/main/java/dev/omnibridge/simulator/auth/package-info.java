/** Service accounts, their OpenPGP keys and the check of each call's signature. */
@NullMarked
package dev.omnibridge.simulator.auth;

import org.jspecify.annotations.NullMarked;
