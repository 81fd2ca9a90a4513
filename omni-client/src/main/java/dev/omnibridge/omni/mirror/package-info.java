/** A local copy of Omni's resources, fed by watches and readable as one consistent snapshot over several kinds. */
@NullMarked
package dev.omnibridge.omni.mirror;

import org.jspecify.annotations.NullMarked;
