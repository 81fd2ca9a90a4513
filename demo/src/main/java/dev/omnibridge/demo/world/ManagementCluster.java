package dev.omnibridge.demo.world;

import dev.omnibridge.demo.manifests.Manifests;
import dev.omnibridge.kubernetes.CustomResourceDefinitions;
import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.kubernetes.LocalKubernetesOptions;
import dev.omnibridge.kubernetes.User;
import dev.omnibridge.kubernetes.binaries.ProgressListener;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;

/** A real Kubernetes API on loopback, with all of {@code config/default} applied except what would need nodes. */
public final class ManagementCluster implements AutoCloseable {
    /** The operator's namespace. */
    public static final String NAMESPACE = "omnibridge";

    /** Name of the operator's service account for RBAC. */
    public static final String OPERATOR = "system:serviceaccount:" + NAMESPACE + ":omnibridge";

    private final LocalKubernetes kubernetes;
    private final KubernetesClient administrator;

    private ManagementCluster(LocalKubernetes kubernetes) {
        this.kubernetes = kubernetes;
        this.administrator = client(kubernetes.clientConfig());
    }

    /**
     * Gets the programs, which takes minutes at the first use on a machine, and starts them.
     *
     * @throws dev.omnibridge.kubernetes.binaries.KubernetesUnavailableException if there is no way to get them
     */
    public static ManagementCluster start(ProgressListener progress) {
        var operator = new User(OPERATOR, List.of("system:serviceaccounts", "system:serviceaccounts:" + NAMESPACE));
        var cluster = new ManagementCluster(LocalKubernetes.start(
                LocalKubernetesOptions.defaults().withUsers(operator).withProgress(progress)));
        CustomResourceDefinitions.onClassPath("META-INF/omnibridge/crds").applyWith(cluster.administrator);
        Manifests.packaged("default")
                .only(document -> !document.getKind().equals("Deployment")
                        && !document.getKind().equals("CustomResourceDefinition"))
                .applyWith(cluster.administrator);
        return cluster;
    }

    /** The administrator's client; closed with this. */
    public KubernetesClient administrator() {
        return administrator;
    }

    /** A new client with the operator's rights and no more; the caller closes it. */
    public KubernetesClient newOperatorClient() {
        return client(kubernetes.clientConfig(OPERATOR));
    }

    /** Where it listens. */
    public String address() {
        return kubernetes.address();
    }

    /** A kubeconfig for kubectl, as administrator; it also has a context named like {@link #OPERATOR}. */
    public String kubeconfig() {
        return kubernetes.kubeconfig();
    }

    /** A kubeconfig with the operator's rights and no more. */
    public String operatorKubeconfig() {
        return kubeconfig().replaceFirst("(?m)^current-context:.*$", "current-context: \"" + OPERATOR + "\"");
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() {
        administrator.close();
        kubernetes.close();
    }
}
