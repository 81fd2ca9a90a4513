/** The charts: what they render, what they refuse, and an installation from end to end. */
@NullMarked
package dev.omnibridge.helm;

import org.jspecify.annotations.NullMarked;
