/** A client of Omni: {@link dev.omnibridge.omni.OmniClient} is the way in. */
@NullMarked
package dev.omnibridge.omni;

import org.jspecify.annotations.NullMarked;
