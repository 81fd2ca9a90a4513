package dev.omnibridge.operator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.operator.connection.LedgerRecords;
import dev.omnibridge.operator.leadership.Leadership;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the ledger in the status of OmniConnections by a merge patch of its two fields at one version, under a field manager of its own: the status that
 * is applied beside it never mentions them, so neither can take back what the other wrote.
 */
public final class ConnectionLedgers implements LedgerRecords {

    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("omnibridge-ledger")
            .build();

    private final ObjectMapper json = new ObjectMapper();
    private final KubernetesClient client;
    private final Leadership leadership;
    private final Function<String, Optional<OmniConnection>> informer;

    /**
     * Ledgers of one management cluster.
     *
     * @param informer the connections as the informer shows them
     * @param leadership without it nothing is sent
     */
    public ConnectionLedgers(
            KubernetesClient client, Function<String, Optional<OmniConnection>> informer, Leadership leadership) {
        this.client = client;
        this.leadership = leadership;
        this.informer = informer;
    }

    @Override
    public Optional<Recorded> shown(String connectionName) {
        return informer.apply(connectionName).map(Recorded::of);
    }

    @Override
    public Optional<Recorded> live(String connectionName) {
        return Optional.ofNullable(client.resources(OmniConnection.class)
                        .withName(connectionName)
                        .get())
                .map(Recorded::of);
    }

    @Override
    public Optional<Recorded> replace(String connectionName, Recorded at, Records records) {
        leadership.require();
        try {
            OmniConnection stored = client.resources(OmniConnection.class)
                    .withName(connectionName)
                    .subresource("status")
                    .patch(PATCH, patch(at, records));
            return Optional.ofNullable(stored).map(Recorded::of);
        } catch (KubernetesClientException e) {
            // Another version or another object of that name answers 409, none at all 404.
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** An empty list is left out: a field that was never there does not come into being by a patch of the other one. */
    private String patch(Recorded at, Records records) {
        ObjectNode patch = json.createObjectNode();
        patch.putObject("metadata").put("uid", at.uid()).put("resourceVersion", at.resourceVersion());
        ObjectNode status = patch.putObject("status");
        status.set("releases", listOrNull(records.releases()));
        status.set("rollouts", listOrNull(records.rollouts()));
        return patch.toString();
    }

    private JsonNode listOrNull(List<?> list) {
        return list.isEmpty() ? json.nullNode() : json.valueToTree(list);
    }
}
