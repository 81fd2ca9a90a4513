package dev.omnibridge.simulation.invariant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulation.operator.Stage.Write;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a management policy forbids: Observe everything, ApplyOnly to remove and to take back what was changed in Omni. */
final class PolicyRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyRules() {}

    static void check(Written written, Possible possible) {
        Set<ManagementPolicy> policies = possible.management();
        written.require(
                !policies.equals(Set.of(ManagementPolicy.OBSERVE)), Invariant.HELD, "its cluster is only observed");
        if (policies.contains(ManagementPolicy.ENFORCE)) {
            return;
        }
        written.require(written.write() != Write.TEARDOWN, Invariant.HELD, "nothing is removed under " + policies);
        if (written.write() == Write.UPDATE
                && written.before()
                        .filter(b -> Marks.isOurs(b, written.window().object()))
                        .isPresent()) {
            Resource<?> before = written.before().orElseThrow();
            Map<String, String> found = fields(before);
            Map<String, String> now = fields(written.after());
            remembered(before).forEach((path, value) -> {
                boolean isTakenBack =
                        found.containsKey(path) && !value.equals(found.get(path)) && value.equals(now.get(path));
                written.require(
                        !isTakenBack,
                        Invariant.HELD,
                        path + " is set back from " + found.get(path) + " to " + value + " under " + policies);
            });
        }
    }

    /** The generation that was applied last; 0 where nothing tells. */
    static long generation(Resource<?> resource) {
        return memory(resource).path("gen").asLong();
    }

    /** What stands for the policies that were applied last; empty where nothing tells. */
    static String mark(Resource<?> resource) {
        return memory(resource).path("policies").asText();
    }

    /** What was set last, as the annotation has it: short values as they are. */
    static Map<String, String> remembered(Resource<?> resource) {
        Map<String, String> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : memory(resource).path("fields").properties()) {
            fields.put(field.getKey(), field.getValue().asText());
        }
        return fields;
    }

    private static JsonNode memory(Resource<?> resource) {
        try {
            return JSON.readTree(resource.annotation("omnibridge.dev/applied").orElse("{}"));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** Some fields as the memory names them. */
    static Map<String, String> fields(Resource<?> resource) {
        Map<String, String> fields = new TreeMap<>();
        resource.labels().forEach((key, value) -> fields.put("spec.labels[" + key + "]", value));
        switch (resource.spec()) {
            case ClusterSpec cluster -> {
                fields.put("spec.kubernetes.version", cluster.getKubernetesVersion());
                fields.put("spec.talos.version", cluster.getTalosVersion());
            }
            case MachineSetSpec set ->
                fields.put(
                        "spec.machineClass.replicas",
                        "" + set.getMachineAllocation().getMachineCount());
            default -> {
                // nodes have no fields of ours
            }
        }
        return fields;
    }
}
