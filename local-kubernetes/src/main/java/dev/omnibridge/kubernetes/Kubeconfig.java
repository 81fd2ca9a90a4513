package dev.omnibridge.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.NamedContextBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The kubeconfig of a local Kubernetes: one context for each user, named like the user, the administrator's current. */
final class Kubeconfig {
    private static final String CLUSTER = "local-kubernetes";

    private Kubeconfig() {}

    /** The text; complete in itself, so it can be copied to another place. */
    static String text(String server, Path certificate, Tokens tokens) throws IOException {
        var config = new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .addNewCluster()
                .withName(CLUSTER)
                .withNewCluster()
                .withServer(server)
                .withCertificateAuthorityData(Base64.getEncoder().encodeToString(Files.readAllBytes(certificate)))
                .endCluster()
                .endCluster()
                .withContexts(tokens.users().stream().map(Kubeconfig::context).toList())
                .withCurrentContext(LocalKubernetes.ADMIN);
        for (User user : tokens.users()) {
            config.addNewUser()
                    .withName(user.name())
                    .withNewUser()
                    .withToken(tokens.of(user.name()))
                    .endUser()
                    .endUser();
        }
        return new KubernetesSerialization().asYaml(config.build());
    }

    private static NamedContext context(User user) {
        return new NamedContextBuilder()
                .withName(user.name())
                .withNewContext()
                .withCluster(CLUSTER)
                .withUser(user.name())
                .withNamespace("default")
                .endContext()
                .build();
    }
}
