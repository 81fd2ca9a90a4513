/** The CRDs of OmniBridge as files on the class path. The types themselves are in the package of their version. */
@NullMarked
package dev.omnibridge.api;

import org.jspecify.annotations.NullMarked;
