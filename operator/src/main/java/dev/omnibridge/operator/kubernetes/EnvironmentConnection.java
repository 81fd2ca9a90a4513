package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.ConnectionCredentials;
import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionSpecBuilder;
import dev.omnibridge.operator.connection.OperatorEnvironment;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Makes the OmniConnection {@code default} from the operator's environment where there is none, so that there is one code path and a status. */
public final class EnvironmentConnection {

    /** Label that says what an object was made from. */
    public static final String MADE_FROM = OmniBridgeApi.GROUP + "/made-from";

    private final KubernetesClient client;
    private final OperatorEnvironment environment;

    /** A maker for this environment. */
    public EnvironmentConnection(KubernetesClient client, OperatorEnvironment environment) {
        this.client = client;
        this.environment = environment;
    }

    /**
     * Makes the connection, if the environment names an account and nobody made one before. One that exists is never touched: it may have
     * become somebody's.
     *
     * @return whether it was made
     */
    public boolean makeIfMissing() {
        if (!environment.isComplete()) {
            return false;
        }
        try {
            client.resource(connection()).create();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private OmniConnection connection() {
        OmniConnection connection = new OmniConnection();
        connection.setMetadata(new ObjectMetaBuilder()
                .withName(OmniBridgeApi.DEFAULT_CONNECTION)
                .addToLabels(MADE_FROM, "environment")
                .build());
        connection.setSpec(OmniConnectionSpecBuilder.builder()
                .endpoint(environment.endpoint().orElseThrow())
                .credentials(new ConnectionCredentials(null, true))
                .build());
        return connection;
    }
}
