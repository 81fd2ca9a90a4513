package dev.omnibridge.operator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.api.v1alpha1.OmniClusterSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpec;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpecBuilder;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.SpecMark;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Marks of specs. What a spec asks for in Omni is all but its policies, what is about objects of Kubernetes, and names, which say where and not
 * what. A field that a later version of the API adds belongs to it, and changes nothing while it is absent.
 */
final class SpecMarks {

    private static final int LENGTH = 12;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private SpecMarks() {}

    static SpecMark of(OmniCluster object, FieldHash hash) {
        OmniClusterSpec spec = object.getSpec();
        OmniClusterSpec inputs = OmniClusterSpecBuilder.builder(spec)
                .connectionRef(null)
                .clusterName(null)
                .kubeconfig(null)
                .paused(null)
                .managementPolicy(null)
                .adoptionPolicy(null)
                .deletionPolicy(null)
                .deletionProtection(null)
                .build();
        return of(
                object,
                hash,
                inputs,
                spec.managementPolicy(),
                spec.deletionPolicy(),
                spec.deletionProtection(),
                spec.ignoreDifferences());
    }

    static SpecMark of(OmniMachineSet object, FieldHash hash) {
        OmniMachineSetSpec spec = object.getSpec();
        OmniMachineSetSpec inputs = OmniMachineSetSpecBuilder.builder(spec)
                .name(null)
                .paused(null)
                .managementPolicy(null)
                .deletionPolicy(null)
                .deletionProtection(null)
                .build();
        return of(
                object,
                hash,
                inputs,
                spec.managementPolicy(),
                spec.deletionPolicy(),
                spec.deletionProtection(),
                spec.ignoreDifferences());
    }

    private static SpecMark of(HasMetadata object, FieldHash hash, Record inputs, @Nullable Object... policies) {
        return new SpecMark(
                Lifecycle.generationOfSpec(object), hash(inputs, hash), hash(Arrays.asList(policies), hash));
    }

    private static String hash(Object value, FieldHash hash) {
        try {
            return hash.of(JSON.writeValueAsString(value)).substring(0, LENGTH);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a spec that was read as JSON can be written as JSON", e);
        }
    }
}
