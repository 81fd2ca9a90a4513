package dev.omnibridge.operator.reconcile;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions that are newer than the operator: what a spec asks for is not guessed. */
class UnknownSpecPassTest {

    private final GivenCluster given = GivenCluster.named("demo");
    private final GivenOmni omni = new GivenOmni()
            .with(
                    talos("1.13.8", "1.35.2"),
                    claimed(cluster("demo", "1.13.8", "1.35.2"), ClusterPass.ownerOf(given), Map.of()));
    private final Resource<ClusterSpec> before = inOmni();
    private final PassesInMemory passes = new PassesInMemory(omni);

    @Test
    void nothingIsWrittenForASpecWithAnUnknownValueAndTheConditionsNameIt() {
        OmniCluster object = read("managementPolicy", "ReportOnly", "");

        assertThat(passes.cluster(object)).isEqualTo(Pass.untilEvent());

        assertThat(inOmni()).isEqualTo(before);
        Condition stalled = Objects.requireNonNull(object.getStatus().conditions()).stream()
                .filter(c -> c.type().equals("Stalled"))
                .findFirst()
                .orElseThrow();
        assertThat(stalled.reason()).isEqualTo("InvalidContent");
        assertThat(stalled.message())
                .startsWith(
                        "spec.managementPolicy of OmniCluster demo is ReportOnly, which this version of the operator does not know; it knows Enforce, ApplyOnly, Observe. Nothing is written for it");
    }

    @ParameterizedTest
    @CsvSource({"managementPolicy,ReportOnly", "deletionPolicy,Orphan"})
    void anObjectWhosePolicyIsNotKnownLeavesOnRetain(String field, String value) {
        passes.cluster(read(field, value, "\"deletionTimestamp\": \"2026-11-20T09:00:00Z\","));

        assertThat(inOmni().isTearingDown()).isFalse();
        assertThat(inOmni().hasAnnotation(ClaimKeys.OWNER)).isFalse();
    }

    @Test
    void aDeletionWhosePolicyIsKnownGoesOn() {
        passes.cluster(read("adoptionPolicy", "Always", "\"deletionTimestamp\": \"2026-11-20T09:00:00Z\","));

        assertThat(inOmni().isTearingDown()).isTrue();
    }

    private Resource<ClusterSpec> inOmni() {
        return omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
    }

    private static OmniCluster read(String field, String value, String metadata) {
        String policy = field.equals("deletionPolicy") ? "" : "\"deletionPolicy\": \"Delete\",";
        String json = """
                {"metadata": {"name": "demo", "namespace": "team-a", "uid": "uid-demo", "generation": 2, %s
                              "finalizers": ["omnibridge.dev/finalizer"], "creationTimestamp": "2026-11-01T12:00:00Z"},
                 "spec": {"kubernetes": {"version": "1.35.2"}, "talos": {"version": "1.13.8"}, "labels": {"team": "a"},
                          %s "%s": "%s"},
                 "status": {"policy": {"management": "Enforce", "deletion": "Delete", "deletionFrom": "Object", "adoption": "Never"}}}
                """.formatted(metadata, policy, field, value);
        return new KubernetesSerialization().unmarshal(json, OmniCluster.class);
    }
}
