/** Tests of service accounts and signatures. */
@NullMarked
package dev.omnibridge.simulator.auth;

import org.jspecify.annotations.NullMarked;
