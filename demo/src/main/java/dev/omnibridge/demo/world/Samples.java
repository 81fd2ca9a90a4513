package dev.omnibridge.demo.world;

import dev.omnibridge.demo.manifests.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects of {@code config/samples}, with the connection made to point at a simulated account. */
public final class Samples {
    private static final String SECRET = "omni";
    private static final String CA = "ca.crt";

    private Samples() {}

    /** Applies the Secret with the key of the account, then the samples. */
    public static void apply(KubernetesClient client, SimulatedAccount account) {
        apply(client, account, Manifests.packaged("samples"));
    }

    /** The same with no clusters: only what an account needs, and the namespace. */
    public static void connect(KubernetesClient client, SimulatedAccount account) {
        Set<String> kinds = Set.of("Namespace", "OmniConnection");
        apply(client, account, Manifests.packaged("samples").only(document -> kinds.contains(document.getKind())));
    }

    private static void apply(KubernetesClient client, SimulatedAccount account, Manifests samples) {
        new Manifests(List.of(secret(account))).applyWith(client);
        samples.map(document -> pointedAt(account, document)).applyWith(client);
    }

    private static Secret secret(SimulatedAccount account) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(SECRET)
                .withNamespace(ManagementCluster.NAMESPACE)
                .endMetadata()
                .addToStringData("OMNI_SERVICE_ACCOUNT_KEY", account.simulator().serviceAccountKey())
                .addToStringData(CA, account.simulator().caPem())
                .build();
    }

    private static HasMetadata pointedAt(SimulatedAccount account, HasMetadata document) {
        if (document instanceof GenericKubernetesResource connection
                && connection.getKind().equals("OmniConnection")) {
            connection.setAdditionalProperty(
                    "spec",
                    Map.of(
                            "endpoint",
                            account.simulator().endpoint(),
                            "credentials",
                            Map.of("secretRef", Map.of("name", SECRET)),
                            "tls",
                            Map.of("caBundle", Map.of("secretKeyRef", Map.of("name", SECRET, "key", CA)))));
        }
        return document;
    }
}
