package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatusBuilder;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people do in a story: kubectl's side of a test. */
final class Story extends Sight {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("kubectl")
            .build();

    Story(TestNamespace namespace) {
        this(namespace.client(), namespace.name(), namespace.name());
    }

    private Story(KubernetesClient client, String namespace, String connection) {
        super(client, namespace, connection);
    }

    /** The same in another namespace, which is made if need be; through the same connection. */
    Story in(String other) {
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(other)
                        .endMetadata()
                        .build())
                .serverSideApply();
        Config config = new ConfigBuilder(client().getConfiguration())
                .withNamespace(other)
                .build();
        return new Story(new KubernetesClientBuilder().withConfig(config).build(), other, connection());
    }

    /** Applies the connection to this Omni, and the Secret with its key. */
    void connect(OmniForTests omni) {
        connect(omni, connection());
    }

    /** The same under another name. */
    void connect(OmniForTests omni, String name) {
        client().resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("omni")
                        .withNamespace(namespace())
                        .endMetadata()
                        .withStringData(Map.of(
                                "OMNI_SERVICE_ACCOUNT_KEY", omni.simulator().serviceAccountKey()))
                        .build())
                .serverSideApply();
        client().resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("omni-ca")
                        .withNamespace(namespace())
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
        client().resources(OmniConnection.class).withName(name).delete();
        await().atMost(PATIENCE)
                .until(() ->
                        client().resources(OmniConnection.class).withName(name).get() == null);
    }

    /** Applies manifests; {@code $connection} stands for the connection's name. */
    void apply(String manifests) {
        String resolved = manifests.replace("$connection", connection());
        for (HasMetadata object : client().load(new ByteArrayInputStream(resolved.getBytes(StandardCharsets.UTF_8)))
                .items()) {
            boolean isNamespaced = !(object instanceof OmniConnection);
            if (isNamespaced && object.getMetadata().getNamespace() == null) {
                object.getMetadata().setNamespace(namespace());
            }
            client().resource(object).patch(APPLY, object);
        }
    }

    /** Changes the size as {@code kubectl scale} does. */
    void scale(String machineSet, int replicas) {
        client().resources(OmniMachineSet.class).withName(machineSet).scale(replicas);
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
        client().resources(OmniCluster.class).withName(name).delete();
    }

    void deleteMachineSet(String name) {
        client().resources(OmniMachineSet.class).withName(name).delete();
    }

    /** Gives an object the approval that its status asks for. */
    void approve(HasMetadata object, String token) {
        client().resource(object)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"omnibridge.dev/approve\":\"%s\"}}}".formatted(token));
    }

    /** Puts into the status what the operator said before it was killed. As its own field manager, or it could not take it back. */
    void reportAsTheOperator(OmniCluster object, Consumer<OmniClusterStatusBuilder> change) {
        OmniClusterStatusBuilder status = OmniClusterStatusBuilder.builder(object.getStatus());
        change.accept(status);
        OmniCluster slim = new OmniCluster();
        slim.setMetadata(new ObjectMetaBuilder()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .build());
        slim.setStatus(status.build());
        PatchContext asOperator = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("omnibridge")
                .withForce(true)
                .build();
        client().resource(slim).subresource("status").patch(asOperator, slim);
    }

    /** Takes an object out of the API server as a restored backup does that never had it: no finalizer is asked. */
    void loseFromBackup(HasMetadata object) {
        client().resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
        client().resource(object).delete();
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
                """.formatted(namespace(), name);
        client().load(new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        Secret probe = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace())
                .endMetadata()
                .build();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(
                                () -> client().resource(probe).dryRun().create())
                        .hasMessageContaining("this Secret is not allowed here"));
    }

    /** Empties the namespace, as far as the operator is concerned. It must not run. */
    void forgetEverything() {
        Stream.of(OmniMachineSet.class, OmniCluster.class)
                .flatMap(kind -> client().resources(kind).list().getItems().stream())
                .forEach(this::loseFromBackup);
        Optional.ofNullable(client().resources(OmniConnection.class)
                        .withName(connection())
                        .get())
                .ifPresent(this::loseFromBackup);
        client().secrets().delete();
    }
}
