package dev.omnibridge.operator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.api.v1alpha1.OmniClusterSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpec;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpecBuilder;
import dev.omnibridge.operator.claim.FieldHash;

/**
 * What a spec asks for in Omni, as a short hash: all but who may write when, what is about objects of Kubernetes, and names, which say where
 * and not what. A field that a later version of the API adds belongs to it, and changes nothing while it is absent.
 */
final class SpecInputs {

    private static final int LENGTH = 12;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private SpecInputs() {}

    static String of(OmniClusterSpec spec, FieldHash hash) {
        return hash(
                OmniClusterSpecBuilder.builder(spec)
                        .connectionRef(null)
                        .clusterName(null)
                        .kubeconfig(null)
                        .paused(null)
                        .managementPolicy(null)
                        .adoptionPolicy(null)
                        .deletionPolicy(null)
                        .deletionProtection(null)
                        .build(),
                hash);
    }

    static String of(OmniMachineSetSpec spec, FieldHash hash) {
        return hash(
                OmniMachineSetSpecBuilder.builder(spec)
                        .name(null)
                        .paused(null)
                        .managementPolicy(null)
                        .deletionPolicy(null)
                        .deletionProtection(null)
                        .build(),
                hash);
    }

    private static String hash(Record inputs, FieldHash hash) {
        try {
            return hash.of(JSON.writeValueAsString(inputs)).substring(0, LENGTH);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a spec that was read as JSON can be written as JSON", e);
        }
    }
}
