package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.ClusterPass.ownerOf;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static dev.omnibridge.operator.given.OmniResources.uuid;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import dev.omnibridge.api.v1alpha1.ClusterFeatures;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.plan.Operation.Create;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterPlannerTest {

    private static final Map<String, String> VERSIONS =
            Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2");

    @Test
    @DisplayName("R38: versions are written without v")
    void aNewClusterIsWhatTheSpecSays() {
        GivenCluster object = GivenCluster.named("demo")
                .talos("v1.13.8")
                .kubernetes("v1.35.2")
                .spec(s -> s.features(new ClusterFeatures(true, null, true))
                        .labels(Map.of("team", "a"))
                        .annotations(Map.of("note", "n")));
        GivenOmni omni = new GivenOmni().with(talos("1.13.8", "1.35.2"));

        Create create =
                (Create) ClusterPass.of(omni, object).plan().work().operations().getFirst();

        Resource<?> made = create.resource();
        assertThat(made.reference()).isEqualTo("Clusters/demo");
        assertThat(made.spec())
                .isEqualTo(ClusterSpec.newBuilder()
                        .setTalosVersion("1.13.8")
                        .setKubernetesVersion("1.35.2")
                        .setFeatures(ClusterSpec.Features.newBuilder()
                                .setEnableWorkloadProxy(true)
                                .setDiskEncryption(true))
                        .build());
        assertThat(made.labels()).isEqualTo(Map.of("team", "a"));
        assertThat(made.annotations())
                .containsEntry("note", "n")
                .containsEntry("omnibridge.dev/owner", "prod-mgmt/OmniCluster/team-a/demo")
                .containsEntry("omnibridge.dev/owner-uid", "uid-demo")
                .containsEntry("omni.sidero.dev/managed-by-gitops-tools", "omnibridge");
        assertThat(create.changes())
                .extracting(FieldChange::path)
                .contains("spec.features.diskEncryption", "spec.labels[team]");
    }

    @Test
    @DisplayName("R38: a version with v is the same version")
    void aLeadingVIsNoChange() {
        GivenCluster object = GivenCluster.named("demo")
                .talos("v1.13.8")
                .kubernetes("v1.35.2")
                .withFinalizer();

        assertThat(managed(object, cluster("demo", "1.13.8", "1.35.2"))
                        .plan()
                        .work()
                        .operations())
                .isEmpty();
    }

    @Test
    @DisplayName("R23: unknown fields of a newer Omni survive a write")
    void unknownFieldsSurvive() {
        UnknownFieldSet future = UnknownFieldSet.newBuilder()
                .addField(77, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        ClusterSpec spec = ClusterSpec.newBuilder()
                .setTalosVersion("1.13.8")
                .setKubernetesVersion("1.35.2")
                .setFeatures(ClusterSpec.Features.newBuilder()
                        .setEnableNodeAuditSkip(true)
                        .setUnknownFields(future))
                .setUnknownFields(future)
                .build();
        GivenCluster object =
                GivenCluster.named("demo").withFinalizer().spec(s -> s.features(new ClusterFeatures(true, null, null)));

        Update update = (Update) managed(object, cluster("demo", "", "").withSpec(spec))
                .plan()
                .work()
                .operations()
                .getFirst();

        ClusterSpec after = (ClusterSpec) update.after().spec();
        assertThat(after)
                .isEqualTo(spec.toBuilder()
                        .setFeatures(spec.getFeatures().toBuilder().setEnableWorkloadProxy(true))
                        .build());
    }

    @Test
    void aFeatureDroppedFromTheSpecGoesBackToOff() {
        GivenCluster object = GivenCluster.named("demo").withFinalizer();
        Resource<ClusterSpec> on = cluster("demo", "1.13.8", "1.35.2");
        on = on.withSpec(on.spec().toBuilder()
                .setFeatures(ClusterSpec.Features.newBuilder()
                        .setEnableWorkloadProxy(true)
                        .setUseEmbeddedDiscoveryService(true))
                .build());
        Resource<ClusterSpec> ours = claimed(
                on,
                ownerOf(object),
                Map.of(
                        "spec.talos.version", "1.13.8",
                        "spec.kubernetes.version", "1.35.2",
                        "spec.features.enableWorkloadProxy", "true"));
        GivenOmni omni = new GivenOmni().with(ours);

        ClusterPass.of(omni, object).carriedOut();

        ClusterSpec.Features after = omni.kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow()
                .spec()
                .getFeatures();
        assertThat(after.getEnableWorkloadProxy()).isFalse();
        assertThat(after.getUseEmbeddedDiscoveryService()).isTrue();
    }

    @Test
    void diskEncryptionIsSentAtTheCreationOnly() {
        GivenCluster object =
                GivenCluster.named("demo").withFinalizer().spec(s -> s.features(new ClusterFeatures(null, null, true)));
        ClusterPlan plan = managed(object, cluster("demo", "1.13.8", "1.35.2")).plan();

        assertThat(plan.work().operations()).isEmpty();
        assertThat(plan.work().findings()).extracting(Finding::reason).containsExactly(Reason.IMMUTABLE_IN_OMNI);
        assertThat(plan.work().findings().getFirst().message())
                .contains("spec.features.diskEncryption is true", "created with false");
    }

    @Test
    void aRefusedVersionHoldsUpNothingElse() {
        GivenCluster object =
                GivenCluster.named("demo").withFinalizer().talos("1.14.0").spec(s -> s.labels(Map.of("team", "a")));
        ClusterPlan plan = managed(object, cluster("demo", "1.13.8", "1.35.2")).plan();

        assertThat(plan.work().findings()).extracting(Finding::reason).containsExactly(Reason.VERSION_NOT_AVAILABLE);
        assertThat(((Update) plan.work().operations().getFirst()).changes())
                .extracting(FieldChange::path)
                .containsExactly("spec.labels[team]");
    }

    @Test
    void aClusterWithARefusedVersionIsNotCreated() {
        ClusterPlan plan = ClusterPass.of(new GivenOmni().with(talos("1.13.8", "1.34.0")), GivenCluster.named("demo"))
                .plan();

        assertThat(plan.work().operations()).isEmpty();
        assertThat(plan.work().findings()).extracting(Finding::reason).containsExactly(Reason.VERSIONS_INCOMPATIBLE);
    }

    @Test
    void foreignSetsOfAManagedClusterAreNamedAndLeftAlone() {
        GivenCluster object = GivenCluster.named("demo").withFinalizer();
        ClusterPass pass = managed(object, cluster("demo", "1.13.8", "1.35.2"));
        pass.omni().with(workers("demo", "demo-ui", manual()));

        assertThat(pass.plan().foreign()).containsExactly(new ForeignPart("MachineSets/demo-ui", 0, "not claimed"));
        assertThat(pass.plan().work().operations()).isEmpty();
    }

    private static ClusterPass managed(GivenCluster object, Resource<ClusterSpec> inOmni) {
        GivenOmni omni = new GivenOmni()
                .with(talos("1.13.8", "1.35.2"), uuid("demo", "4f1c2b9e-0000"))
                .with(claimed(inOmni, ownerOf(object), VERSIONS));
        return ClusterPass.of(omni, object);
    }
}
