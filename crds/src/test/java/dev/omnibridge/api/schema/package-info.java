/**
 * Turns the output of the CRD generator into the CRDs that are shipped, and those into the reference pages.
 *
 * <p>It is test code on purpose: the results are committed, a test fails where they differ from the types, and with
 * {@code -Dcrds.rewrite=true} the same test writes them.
 */
@NullMarked
package dev.omnibridge.api.schema;

import org.jspecify.annotations.NullMarked;
