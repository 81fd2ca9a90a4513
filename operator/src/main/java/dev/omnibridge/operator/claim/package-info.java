/** Whose an object in Omni is, and what we last set on it: the annotations that are our only memory there. Pure. */
@NullMarked
package dev.omnibridge.operator.claim;

import org.jspecify.annotations.NullMarked;
