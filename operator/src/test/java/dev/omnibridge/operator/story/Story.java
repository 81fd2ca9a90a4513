package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.plan.Lifecycle;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people do in a story, and what they see: kubectl's side of a test. */
final class Story {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("kubectl")
            .build();

    private final KubernetesClient client;
    private final String namespace;
    private final String connection;

    Story(TestNamespace namespace) {
        this(namespace.client(), namespace.name(), namespace.name());
    }

    private Story(KubernetesClient client, String namespace, String connection) {
        this.client = client;
        this.namespace = namespace;
        this.connection = connection;
    }

    /** The same in another namespace, which is made if need be; through the same connection. */
    Story in(String other) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(other)
                        .endMetadata()
                        .build())
                .serverSideApply();
        Config config = new ConfigBuilder(client.getConfiguration())
                .withNamespace(other)
                .build();
        return new Story(new KubernetesClientBuilder().withConfig(config).build(), other, connection);
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

    /** Applies the connection to this Omni, and the Secret with its key. */
    void connect(OmniForTests omni) {
        connect(omni, connection());
    }

    /** The same under another name. */
    void connect(OmniForTests omni, String name) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("omni")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of(
                                "OMNI_SERVICE_ACCOUNT_KEY", omni.simulator().serviceAccountKey()))
                        .build())
                .serverSideApply();
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("omni-ca")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withData(Map.of("ca.crt", omni.simulator().caPem()))
                        .build())
                .serverSideApply();
        apply("""
                apiVersion: omnibridge.dev/v1alpha1
                kind: OmniConnection
                metadata: {name: %s}
                spec:
                  endpoint: %s
                  credentials: {secretRef: {name: omni}}
                  tls: {caBundle: {configMapKeyRef: {name: omni-ca, key: ca.crt}}}
                """.formatted(name, omni.simulator().endpoint()));
    }

    /** Takes a connection away and waits until it is gone. */
    void disconnect(String name) {
        client.resources(OmniConnection.class).withName(name).delete();
        await().atMost(PATIENCE)
                .until(() ->
                        client.resources(OmniConnection.class).withName(name).get() == null);
    }

    /** Applies manifests; {@code $connection} stands for the connection's name. */
    void apply(String manifests) {
        String resolved = manifests.replace("$connection", connection());
        for (HasMetadata object : client.load(new ByteArrayInputStream(resolved.getBytes(StandardCharsets.UTF_8)))
                .items()) {
            boolean isNamespaced = !(object instanceof OmniConnection);
            if (isNamespaced && object.getMetadata().getNamespace() == null) {
                object.getMetadata().setNamespace(namespace);
            }
            client.resource(object).patch(APPLY, object);
        }
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
                        .allMatch(Story::isInOmniOrNeverWillBe));
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
            assertThat(now.getStatus().observedGeneration())
                    .isEqualTo(now.getMetadata().getGeneration());
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
            assertThat(cluster(cluster).orElseThrow().getStatus().observedGeneration())
                    .isEqualTo(generation);
            awaitCluster(cluster, "Synced", "True", "InSync");
        });
    }

    void awaitDeletionPolicy(String cluster, DeletionPolicy policy) {
        await().atMost(PATIENCE)
                .until(() -> cluster(cluster).orElseThrow().getStatus().policy().deletion() == policy);
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

    /** Changes the size as {@code kubectl scale} does. */
    void scale(String machineSet, int replicas) {
        client.resources(OmniMachineSet.class).withName(machineSet).scale(replicas);
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

    /** Deletes a cluster and its sets at once, as a prune does, and waits until they are gone. */
    void deleteAll(String cluster, String... machineSets) {
        deleteCluster(cluster);
        for (String machineSet : machineSets) {
            deleteMachineSet(machineSet);
        }
        awaitGone(cluster);
        for (String machineSet : machineSets) {
            awaitSetGone(machineSet);
        }
    }

    void deleteCluster(String name) {
        client.resources(OmniCluster.class).withName(name).delete();
    }

    void deleteMachineSet(String name) {
        client.resources(OmniMachineSet.class).withName(name).delete();
    }

    /** Gives an object the approval that its status asks for. */
    void approve(HasMetadata object, String token) {
        client.resource(object)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"omnibridge.dev/approve\":\"%s\"}}}".formatted(token));
    }

    /** Takes an object out of the API server as a restored backup does that never had it: no finalizer is asked. */
    void loseFromBackup(HasMetadata object) {
        client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
        client.resource(object).delete();
    }

    /** Forbids one Secret by a rule of admission, and waits until the rule holds. It is in force for the rest of the class. */
    void denySecret(String name) {
        String policy = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                    resourceRules:
                    - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [secrets]}
                  validations:
                  - {expression: "object.metadata.name != '%2$s'", message: "this Secret is not allowed here"}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec: {policyName: %1$s, validationActions: [Deny]}
                """.formatted(namespace, name);
        client.load(new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        Secret probe = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(
                                () -> client.resource(probe).dryRun().create())
                        .hasMessageContaining("this Secret is not allowed here"));
    }

    /** Empties the namespace, as far as the operator is concerned. It must not run. */
    void forgetEverything() {
        Stream.of(OmniMachineSet.class, OmniCluster.class)
                .flatMap(kind -> client.resources(kind).list().getItems().stream())
                .forEach(this::loseFromBackup);
        Optional.ofNullable(client.resources(OmniConnection.class)
                        .withName(connection())
                        .get())
                .ifPresent(this::loseFromBackup);
        client.secrets().delete();
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
