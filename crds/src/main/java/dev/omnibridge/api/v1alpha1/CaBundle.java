package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where certificates of certificate authorities come from, in PEM. */
@ApiObject
@ValidationRule(value = Cel.ONE_KEY_REF, message = Cel.ONE_KEY_REF_MESSAGE)
public record CaBundle(
        @JsonPropertyDescription("A key of a ConfigMap that holds the certificates. Absent: secretKeyRef is given.")
        @Nullable KeyReference configMapKeyRef,

        @JsonPropertyDescription("A key of a Secret that holds the certificates. Absent: configMapKeyRef is given.")
        @Nullable KeyReference secretKeyRef) {}
