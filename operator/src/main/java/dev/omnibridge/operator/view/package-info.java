/** Slices of a snapshot of Omni, cut to one cluster or one machine set. Pure. */
@NullMarked
package dev.omnibridge.operator.view;

import org.jspecify.annotations.NullMarked;
