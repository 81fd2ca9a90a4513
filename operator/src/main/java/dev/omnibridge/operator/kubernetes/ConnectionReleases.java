package dev.omnibridge.operator.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.Release;
import dev.omnibridge.operator.connection.BrakeWindow;
import dev.omnibridge.operator.connection.ReleaseRecords;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps removals in the status of OmniConnections by a merge patch of that one field at one version, under a field manager of its own: the status that is
 * applied beside it never mentions the field, so neither can take back what the other wrote.
 */
public final class ConnectionReleases implements ReleaseRecords {

    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("omnibridge-brake")
            .build();

    private final ObjectMapper json = new ObjectMapper();
    private final KubernetesClient client;
    private final Function<String, Optional<OmniConnection>> informer;

    /** @param informer the connections as the informer shows them */
    public ConnectionReleases(KubernetesClient client, Function<String, Optional<OmniConnection>> informer) {
        this.client = client;
        this.informer = informer;
    }

    @Override
    public Optional<Recorded> shown(String connectionName) {
        return informer.apply(connectionName).map(ConnectionReleases::recorded);
    }

    @Override
    public Optional<Recorded> live(String connectionName) {
        return Optional.ofNullable(client.resources(OmniConnection.class)
                        .withName(connectionName)
                        .get())
                .map(ConnectionReleases::recorded);
    }

    @Override
    public Optional<Recorded> replace(String connectionName, Recorded at, List<Release> releases) {
        try {
            OmniConnection stored = client.resources(OmniConnection.class)
                    .withName(connectionName)
                    .subresource("status")
                    .patch(PATCH, patch(at, releases));
            return Optional.ofNullable(stored).map(ConnectionReleases::recorded);
        } catch (KubernetesClientException e) {
            // Another version or another object of that name answers 409, none at all 404.
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String patch(Recorded at, List<Release> releases) {
        ObjectNode patch = json.createObjectNode();
        patch.putObject("metadata").put("uid", at.uid()).put("resourceVersion", at.resourceVersion());
        patch.putObject("status").set("releases", json.valueToTree(releases));
        return patch.toString();
    }

    private static Recorded recorded(OmniConnection connection) {
        return new Recorded(
                connection.getMetadata().getUid(),
                connection.getMetadata().getResourceVersion(),
                Optional.ofNullable(connection.getStatus())
                        .map(OmniConnectionStatus::releases)
                        .orElse(List.of()),
                BrakeWindow.of(connection));
    }
}
