package dev.omnibridge.kubernetes.junit;

import dev.omnibridge.kubernetes.LocalKubernetes;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Locale;
import java.util.UUID;

/** The namespace that a test class has to itself. */
public final class TestNamespace implements AutoCloseable {
    private static final int LONGEST_PREFIX = 50;

    private final LocalKubernetes kubernetes;
    private final String name;
    private final KubernetesClient client;

    private TestNamespace(LocalKubernetes kubernetes, String name) {
        this.kubernetes = kubernetes;
        this.name = name;
        this.client = builder(kubernetes.clientConfig()).build();
    }

    /** A new namespace whose name tells the class. */
    static TestNamespace create(LocalKubernetes kubernetes, Class<?> testClass) {
        String words = testClass
                .getSimpleName()
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .toLowerCase(Locale.ROOT);
        String prefix = words.substring(0, Math.min(LONGEST_PREFIX, words.length()));
        var namespace = new TestNamespace(
                kubernetes, prefix + "-" + UUID.randomUUID().toString().substring(0, 8));
        namespace
                .client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace.name)
                        .endMetadata()
                        .build())
                .create();
        return namespace;
    }

    /** The namespace's name. */
    public String name() {
        return name;
    }

    /** The server it is on. */
    public LocalKubernetes kubernetes() {
        return kubernetes;
    }

    /** The administrator's client with this namespace as default; closed with the namespace. */
    public KubernetesClient client() {
        return client;
    }

    /** A new client of somebody else with this namespace as default; the caller closes it. */
    public KubernetesClient newClientAs(String userName, String... groups) {
        return clientBuilderAs(userName, groups).build();
    }

    /** As {@link #newClientAs}, for a client that needs more than that. */
    public KubernetesClientBuilder clientBuilderAs(String userName, String... groups) {
        return builder(kubernetes.clientConfigAs(userName, groups));
    }

    private KubernetesClientBuilder builder(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config).withNamespace(name).build());
    }

    /** Asks for its deletion without waiting: the server goes away with the JVM anyway. */
    @Override
    public void close() {
        try (client) {
            client.namespaces().withName(name).delete();
        }
    }
}
