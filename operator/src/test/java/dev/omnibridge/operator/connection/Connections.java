package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.CaBundle;
import dev.omnibridge.api.v1alpha1.ConnectionCredentials;
import dev.omnibridge.api.v1alpha1.ConnectionTls;
import dev.omnibridge.api.v1alpha1.KeyReference;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionSpec;
import dev.omnibridge.api.v1alpha1.OmniConnectionSpecBuilder;
import dev.omnibridge.api.v1alpha1.ReleaseBrake;
import dev.omnibridge.api.v1alpha1.SecretReference;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** OmniConnections of the tests. */
public final class Connections {

    static final String SECRET = "omni";
    static final String ENDPOINT = "https://acme.omni.example.com";

    private Connections() {}

    static OmniConnectionSpecBuilder spec() {
        return OmniConnectionSpecBuilder.builder()
                .endpoint(ENDPOINT)
                .credentials(new ConnectionCredentials(new SecretReference(SECRET, null), null));
    }

    static OmniConnectionSpecBuilder specFromEnvironment() {
        return OmniConnectionSpecBuilder.builder()
                .endpoint(ENDPOINT)
                .credentials(new ConnectionCredentials(null, true));
    }

    static OmniConnectionSpec withCertificates(String map, String key) {
        return spec().tls(new ConnectionTls(new CaBundle(new KeyReference(map, key), null)))
                .build();
    }

    public static OmniConnection connection(String name, OmniConnectionSpec spec) {
        OmniConnection connection = new OmniConnection();
        connection.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withUid("uid-" + name)
                .withResourceVersion("1")
                .withGeneration(1L)
                .build());
        connection.setSpec(spec);
        return connection;
    }

    /** A connection for a real API server, which gives uid and version itself. */
    public static OmniConnection fresh(String name) {
        OmniConnection connection = new OmniConnection();
        connection.setMetadata(new ObjectMetaBuilder().withName(name).build());
        connection.setSpec(
                spec().releaseBrake(new ReleaseBrake(null, null, null, "1h")).build());
        return connection;
    }
}
