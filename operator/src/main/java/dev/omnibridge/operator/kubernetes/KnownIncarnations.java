package dev.omnibridge.operator.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.operator.reconcile.IncarnationMemory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Remembers ids in a ConfigMap of the operator's namespace: connections come and go with their files, and must not take the memory along. */
public final class KnownIncarnations implements IncarnationMemory {

    /** Name of the ConfigMap; its keys are instances, its values the last ids, the newest first. */
    public static final String CONFIG_MAP = "omnibridge-incarnations";

    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("omnibridge-incarnation")
            .build();
    private static final int KEPT = 10;
    private static final int ATTEMPTS = 5;

    private final ObjectMapper json = new ObjectMapper();
    private final KubernetesClient client;
    private final String namespace;
    private final String instance;

    public KnownIncarnations(KubernetesClient client, String operatorNamespace, String instance) {
        this.client = client;
        this.namespace = operatorNamespace;
        this.instance = instance;
    }

    @Override
    public Set<String> known() {
        try {
            return Set.copyOf(ids(Optional.ofNullable(stored().get())));
        } catch (KubernetesClientException e) {
            throw unanswered(e);
        }
    }

    @Override
    public void remember(String id) {
        try {
            boolean isStored = false;
            for (int attempt = 1; !isStored; attempt++) {
                isStored = isStored(id, attempt == ATTEMPTS);
            }
        } catch (KubernetesClientException e) {
            throw unanswered(e);
        }
    }

    /** @return false if somebody else wrote at the same time, and it is worth another try */
    private boolean isStored(String id, boolean isLast) {
        Optional<ConfigMap> present = Optional.ofNullable(stored().get());
        String ids =
                Stream.concat(Stream.of(id), ids(present).stream()).limit(KEPT).collect(Collectors.joining(","));
        try {
            if (present.isPresent()) {
                stored().patch(PATCH, patch(present.get(), ids));
            } else {
                client.resource(new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName(CONFIG_MAP)
                                .withNamespace(namespace)
                                .endMetadata()
                                .withData(Map.of(instance, ids))
                                .build())
                        .create();
            }
            return true;
        } catch (KubernetesClientException e) {
            boolean isRace =
                    e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
            if (isRace && !isLast) {
                return false;
            }
            throw e;
        }
    }

    private Unanswered unanswered(KubernetesClientException e) {
        String said = switch (e.getCode()) {
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "the operator has no right to it; give it the rights of its version: those of the chart, or config/rbac";
            case HttpURLConnection.HTTP_NOT_FOUND -> "namespace %s does not exist".formatted(namespace);
            case 0 -> "the API server does not answer";
            default -> "the API server answers %d".formatted(e.getCode());
        };
        return new Unanswered("ConfigMap %s/%s: %s".formatted(namespace, CONFIG_MAP, said), e);
    }

    private String patch(ConfigMap at, String ids) {
        ObjectNode patch = json.createObjectNode();
        patch.putObject("metadata")
                .put("uid", at.getMetadata().getUid())
                .put("resourceVersion", at.getMetadata().getResourceVersion());
        patch.putObject("data").put(instance, ids);
        return patch.toString();
    }

    private List<String> ids(Optional<ConfigMap> configMap) {
        return configMap
                .flatMap(map -> Optional.ofNullable(map.getData()))
                .flatMap(data -> Optional.ofNullable(data.get(instance)))
                .map(text -> Stream.of(text.split(",", -1))
                        .filter(id -> !id.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    private Resource<ConfigMap> stored() {
        return client.configMaps().inNamespace(namespace).withName(CONFIG_MAP);
    }
}
