/**
 * The custom resources of OmniBridge, {@code omnibridge.dev/v1alpha1}, as immutable records.
 *
 * <p>In a spec, null means "not given", which is never the same as empty: an absent field is not managed. Defaults are
 * applied by the operator and shown in the status, they are never written into a spec. The annotations of the records
 * are the source of the CRDs' schemas under {@code config/crd/bases}.
 */
@NullMarked
package dev.omnibridge.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
