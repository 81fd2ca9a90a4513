package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.demo.manifests.Manifests;
import dev.omnibridge.demo.table.Health;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What docs/how-to/install.md tells people to do, and what they see of it, in any cluster.
 *
 * @param client of an administrator
 * @param helm before the same cluster
 * @param omni the simulated Omni that the values name
 * @param values of the operator's chart, with a {@code %s} for the managementPolicy
 */
record Installation(KubernetesClient client, Releases helm, OmniSimulator omni, String values) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Everything before the operator: the served namespace, the definitions. */
    void prepare() {
        sample("Namespace");
        helm.installDefinitions(client);
    }

    /** The operator's chart, for the first time or with another policy. */
    void install(String managementPolicy) {
        assertThat(helm.install(Chart.OPERATOR, values.formatted(managementPolicy))
                        .getStatus())
                .isEqualTo("deployed");
    }

    void giveKey() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("omni")
                        .withNamespace(Chart.NAMESPACE)
                        .endMetadata()
                        .addToStringData("OMNI_SERVICE_ACCOUNT_KEY", omni.serviceAccountKey())
                        .addToStringData("ca.crt", omni.caPem())
                        .build())
                .create();
    }

    void applySamples() {
        sample("OmniCluster", "OmniMachineSet");
    }

    void awaitOnlyRead() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(objects().map(Health::of).map(Installation::readiness))
                        .containsExactly(
                                "OmniConnection default: Ready",
                                "OmniCluster team-a/demo: NotInOmni",
                                "OmniCluster team-a/shop: NotInOmni",
                                "OmniMachineSet team-a/demo-control-planes: NotInOmni",
                                "OmniMachineSet team-a/demo-workers: NotInOmni",
                                "OmniMachineSet team-a/shop-control-planes: NotInOmni",
                                "OmniMachineSet team-a/shop-workers: NotInOmni"));
        assertThat(omni.writeLog().writes()).isEmpty();
    }

    void awaitReady() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(objects().map(Health::of)).hasSize(7).allMatch(Health::isReady));
    }

    /** One worker more, by another process than before: all that is written to Omni since the mark is this, and who writes now. */
    void awaitEditWithNothingElse(WriteLog.Mark mark) {
        client.resources(OmniMachineSet.class)
                .inNamespace("team-a")
                .withName("demo-workers")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .build(),
                        "{\"spec\": {\"machineClass\": {\"replicas\": 4}}}");
        awaitReady();
        assertThat(omni.writeLog().since(mark).writes().stream()
                        .filter(write -> !write.isOf(ResourceTypes.MACHINE_LABELS.name())))
                .singleElement()
                .matches(RecordedWrite::succeeded)
                .matches(write -> write.isOf(ResourceTypes.MACHINE_SETS.name()));
    }

    /** Uninstalls both charts: our objects stay, and so does what is in Omni. */
    void uninstall() {
        helm.uninstall(Chart.OPERATOR);
        helm.uninstall(Chart.DEFINITIONS);
        assertThat(client.apps()
                        .deployments()
                        .inNamespace(Chart.NAMESPACE)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(objects()).hasSize(7).noneMatch(HasMetadata::isMarkedForDeletion);
        assertThat(omni.store().list(ResourceTypes.CLUSTERS))
                .hasSize(2)
                .allMatch(cluster -> cluster.phase() == Phase.RUNNING);
    }

    private void sample(String... kinds) {
        Manifests.packaged("samples")
                .only(object -> List.of(kinds).contains(object.getKind()))
                .applyWith(client);
    }

    private static String readiness(Health health) {
        return health.object() + ": " + health.ready().map(Condition::reason).orElse("no status yet");
    }

    /** The connection, two clusters and their four sets. */
    private Stream<HasMetadata> objects() {
        return Stream.of(OmniConnection.class, OmniCluster.class, OmniMachineSet.class)
                .flatMap(kind -> client.resources(kind).inAnyNamespace().list().getItems().stream());
    }
}
