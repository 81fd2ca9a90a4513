package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.api.v1alpha1.SetMachines;
import dev.omnibridge.operator.plan.Lifecycle;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people see in a story: what the API server has, and what they wait for. */
abstract class Sight {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final String namespace;
    private final String connection;

    Sight(KubernetesClient client, String namespace, String connection) {
        this.client = client;
        this.namespace = namespace;
        this.connection = connection;
    }

    String namespace() {
        return namespace;
    }

    KubernetesClient client() {
        return client;
    }

    /** The connection's name: cluster-scoped, so each class has its own. */
    String connection() {
        return connection;
    }

    Optional<OmniCluster> cluster(String name) {
        return Optional.ofNullable(
                client.resources(OmniCluster.class).withName(name).get());
    }

    Optional<OmniMachineSet> machineSet(String name) {
        return Optional.ofNullable(
                client.resources(OmniMachineSet.class).withName(name).get());
    }

    void awaitCluster(String name, String condition, String status, String reason) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(condition(
                                cluster(name).orElseThrow().getStatus() == null
                                        ? null
                                        : cluster(name)
                                                .orElseThrow()
                                                .getStatus()
                                                .conditions(),
                                condition))
                        .as("%s of cluster %s", condition, name)
                        .hasValueSatisfying(c -> {
                            assertThat(c.reason()).as(c.message()).isEqualTo(reason);
                            assertThat(c.status().toString()).isEqualToIgnoringCase(status);
                        }));
    }

    void awaitMachineSet(String name, String condition, String status, String reason) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(condition(
                                machineSet(name).orElseThrow().getStatus() == null
                                        ? null
                                        : machineSet(name)
                                                .orElseThrow()
                                                .getStatus()
                                                .conditions(),
                                condition))
                        .as("%s of set %s", condition, name)
                        .hasValueSatisfying(c -> {
                            assertThat(c.reason()).as(c.message()).isEqualTo(reason);
                            assertThat(c.status().toString()).isEqualToIgnoringCase(status);
                        }));
    }

    /** Waits until the cluster works and its sets are in Omni too: a control plane alone makes a cluster Ready. */
    void awaitReady(String cluster) {
        await().atMost(PATIENCE)
                .until(() -> client.resources(OmniMachineSet.class).list().getItems().stream()
                        .filter(set -> set.getSpec().clusterRef().name().equals(cluster))
                        .allMatch(Sight::isInOmniOrNeverWillBe));
        awaitCluster(cluster, "Ready", "True", "Ready");
    }

    /** A set that is only watched has no id of its own, but is Ready. */
    private static boolean isInOmniOrNeverWillBe(OmniMachineSet set) {
        OmniMachineSetStatus status = set.getStatus();
        return Lifecycle.isBeingDeleted(set)
                || status != null
                        && (status.machineSetId() != null
                                || Stream.of("Ready", "Stalled")
                                        .flatMap(type -> condition(status.conditions(), type).stream())
                                        .anyMatch(c -> c.status() == ConditionStatus.TRUE));
    }

    void awaitSynced(String cluster) {
        awaitCluster(cluster, "Synced", "True", "InSync");
    }

    /** Waits until the status speaks of the spec as it is now. */
    void awaitObserved(String cluster) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            OmniCluster now = cluster(cluster).orElseThrow();
            assertThat(Optional.ofNullable(now.getStatus()).map(OmniClusterStatus::observedGeneration))
                    .contains(now.getMetadata().getGeneration());
        });
    }

    /** Waits until what is created now is younger than the cluster, by the API server's clock of whole seconds. */
    void awaitYoungerThan(String cluster) {
        String created = cluster(cluster).orElseThrow().getMetadata().getCreationTimestamp();
        ConfigMap probe = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("probe")
                .withNamespace(namespace)
                .endMetadata()
                .build();
        await().until(() -> client.resource(probe)
                        .dryRun()
                        .create()
                        .getMetadata()
                        .getCreationTimestamp()
                        .compareTo(created)
                > 0);
    }

    void awaitGone(String cluster) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster(cluster))
                        .as("cluster %s", cluster)
                        .map(c -> conditions(Optional.ofNullable(c.getStatus()).map(OmniClusterStatus::conditions)))
                        .isEmpty());
    }

    void awaitSetGone(String machineSet) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(machineSet(machineSet))
                        .as("set %s", machineSet)
                        .map(s -> conditions(Optional.ofNullable(s.getStatus()).map(OmniMachineSetStatus::conditions)))
                        .isEmpty());
    }

    void awaitMachines(String machineSet, String summary) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(machineSet(machineSet)
                            .flatMap(set -> Optional.ofNullable(set.getStatus()))
                            .flatMap(status -> Optional.ofNullable(status.machines()))
                            .map(SetMachines::summary))
                    .contains(summary);
            awaitMachineSet(machineSet, "Ready", "True", "Ready");
        });
    }

    void awaitGeneration(String cluster, Long generation) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(statusOf(cluster).map(OmniClusterStatus::observedGeneration))
                    .contains(generation);
            awaitCluster(cluster, "Synced", "True", "InSync");
        });
    }

    void awaitDeletionPolicy(String cluster, DeletionPolicy policy) {
        await().atMost(PATIENCE)
                .until(() -> statusOf(cluster)
                        .flatMap(status -> Optional.ofNullable(status.policy()))
                        .filter(effective -> effective.deletion() == policy)
                        .isPresent());
    }

    private Optional<OmniClusterStatus> statusOf(String cluster) {
        return cluster(cluster).flatMap(object -> Optional.ofNullable(object.getStatus()));
    }

    void awaitConnected() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Optional.ofNullable(client.resources(OmniConnection.class)
                                        .withName(connection())
                                        .get()
                                        .getStatus())
                                .flatMap(status -> condition(status.conditions(), "Ready")))
                        .hasValueSatisfying(c -> assertThat(c.reason()).isEqualTo("Ready")));
    }

    /** Waits until the operator has said something about the cluster or set. */
    void awaitAnswered(String name) {
        await().atMost(PATIENCE)
                .until(() -> cluster(name).map(c -> c.getStatus() != null).orElse(false)
                        || machineSet(name).map(s -> s.getStatus() != null).orElse(false));
    }

    /** Whether a client made from the Secret reaches the cluster's Kubernetes API. */
    boolean kubeconfigWorks(String secretName) {
        String text = client.secrets().withName(secretName).get().getData().get("value");
        Config config = Config.fromKubeconfig(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        try (KubernetesClient workload =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return workload.getKubernetesVersion() != null;
        }
    }

    private static List<String> conditions(Optional<List<Condition>> conditions) {
        return conditions.orElse(List.of()).stream()
                .filter(c -> c.status() != ConditionStatus.FALSE)
                .map(c -> c.type() + " " + c.reason() + ": " + c.message())
                .toList();
    }

    private static Optional<Condition> condition(@Nullable List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }
}
