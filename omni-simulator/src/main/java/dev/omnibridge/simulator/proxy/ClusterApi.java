package dev.omnibridge.simulator.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.List;

/** As much of a workload cluster's API as {@code kubectl version}, {@code get --raw}, {@code get nodes} and {@code get namespaces} need. */
final class ClusterApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMESPACES = List.of("default", "kube-node-lease", "kube-public", "kube-system");

    private final Store store;

    ClusterApi(Store store) {
        this.store = store;
    }

    Answer get(String cluster, String path) {
        return switch (path) {
            case "/readyz", "/livez", "/healthz" -> Answer.text(200, "ok");
            case "/version" -> Answer.json(200, version(cluster));
            case "/api" ->
                Answer.json(
                        200,
                        object("APIVersions")
                                .set("versions", JSON.createArrayNode().add("v1")));
            case "/apis" -> Answer.json(200, object("APIGroupList").set("groups", JSON.createArrayNode()));
            case "/api/v1" -> Answer.json(200, resources());
            case "/api/v1/namespaces" -> Answer.json(200, namespaces());
            case "/api/v1/nodes" -> Answer.json(200, nodes(cluster));
            default -> Answer.json(404, notFound());
        };
    }

    private ObjectNode version(String cluster) {
        String version = "v" + kubernetesVersion(cluster);
        String[] parts = version.substring(1).split("\\.", -1);
        return JSON.createObjectNode()
                .put("major", parts[0])
                .put("minor", parts.length > 1 ? parts[1] : "")
                .put("gitVersion", version)
                .put("platform", "linux/amd64");
    }

    /** What runs, which during an upgrade is not yet what is asked for. */
    private String kubernetesVersion(String cluster) {
        return store.get(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, cluster)
                .map(status -> status.spec().getLastUpgradeVersion())
                .filter(version -> !version.isEmpty())
                .or(() -> store.get(ResourceTypes.CLUSTERS, cluster)
                        .map(resource -> resource.spec().getKubernetesVersion()))
                .orElse("0.0.0");
    }

    private static ObjectNode resources() {
        ArrayNode resources = JSON.createArrayNode();
        for (String name : List.of("namespaces", "nodes")) {
            ObjectNode resource = resources
                    .addObject()
                    .put("name", name)
                    .put("singularName", "")
                    .put("namespaced", false)
                    .put("kind", name.equals("nodes") ? "Node" : "Namespace");
            resource.putArray("verbs").add("list");
        }
        return object("APIResourceList").put("groupVersion", "v1").set("resources", resources);
    }

    private static ObjectNode namespaces() {
        ArrayNode items = JSON.createArrayNode();
        NAMESPACES.forEach(name -> items.addObject().putObject("metadata").put("name", name));
        return list("NamespaceList", items);
    }

    private ObjectNode nodes(String cluster) {
        ArrayNode items = JSON.createArrayNode();
        store.get(ResourceTypes.KUBERNETES_STATUSES, cluster)
                .map(status -> status.spec().getNodesList())
                .orElse(List.of())
                .forEach(node -> items.add(node(node)));
        return list("NodeList", items);
    }

    private static ObjectNode node(KubernetesStatusSpec.NodeStatus status) {
        ObjectNode node = JSON.createObjectNode();
        node.putObject("metadata").put("name", status.getNodename());
        ObjectNode nodeStatus = node.putObject("status");
        nodeStatus.putObject("nodeInfo").put("kubeletVersion", "v" + status.getKubeletVersion());
        nodeStatus
                .putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", status.getReady() ? "True" : "False");
        return node;
    }

    private static ObjectNode list(String kind, ArrayNode items) {
        ObjectNode list = object(kind);
        list.putObject("metadata").put("resourceVersion", "1");
        return list.set("items", items);
    }

    private static ObjectNode notFound() {
        return object("Status")
                .put("status", "Failure")
                .put("message", "the server could not find the requested resource")
                .put("reason", "NotFound")
                .put("code", 404);
    }

    private static ObjectNode object(String kind) {
        return JSON.createObjectNode().put("kind", kind).put("apiVersion", "v1");
    }
}
