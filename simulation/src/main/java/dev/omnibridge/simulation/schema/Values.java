package dev.omnibridge.simulation.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.omnibridge.simulation.kubernetes.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Values for fields whose texts mean something: mostly such as can work, some that can't. */
public final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The first of each is taken about half of the time. */
    private static final Map<String, List<String>> TEXTS = Map.ofEntries(
            Map.entry("kubernetes.version", List.of("1.35.6", "1.35.7", "v1.35.6", "1.34.5", "1.36.2", "1.99.0")),
            Map.entry("talos.version", List.of("1.13.8", "1.13.7", "v1.13.8", "1.12.11", "1.11.6", "9.9.9")),
            Map.entry("connectionRef.name", List.of("default", "default", "elsewhere")),
            Map.entry("clusterName", List.of("p", "p-e", "q", "other")),
            Map.entry("clusterRef.name", List.of("p", "p-e", "q")),
            Map.entry("name", List.of("w", "e-w", "x")),
            Map.entry("machineClass.name", List.of("small", "any", "none")),
            Map.entry("kubeconfig.secretName", List.of("mine", "yours")),
            Map.entry("kubeconfig.user", List.of("omnibridge", "jo", "system:admin")),
            Map.entry("kubeconfig.ttl", List.of("168h", "24h", "1m")),
            Map.entry("kubeconfig.groups[]", List.of("system:masters", "view")),
            Map.entry(
                    "OmniCluster ignoreDifferences[]",
                    List.of(
                            "spec.labels[team]",
                            "spec.features",
                            "spec.annotations",
                            "spec.kubernetes.version",
                            "spec.nothing")),
            Map.entry(
                    "OmniMachineSet ignoreDifferences[]",
                    List.of("spec.machineClass.replicas", "spec.updateStrategy", "spec.machineClass", "spec.machines")),
            Map.entry("disruptionBudget.window", List.of("10m", "20m", "1h")),
            Map.entry("releaseBrake.window", List.of("10m", "20m", "1h")));

    /** Parts of a connection that only say how it is reached: all of that is one thing here. */
    private static final List<String> FIXED = List.of("credentials", "tls", "endpoint");

    private final List<String> machines;

    /** @param machines ids that {@code spec.machines} may list */
    public Values(List<String> machines) {
        this.machines = List.copyOf(machines);
    }

    /** Whether a field of a connection is left as it is. */
    static boolean isFixed(String name) {
        return FIXED.contains(name);
    }

    Optional<JsonNode> of(Kind kind, String path, Random chance) {
        if (kind == Kind.MACHINE_SET && path.equals("machines")) {
            return Optional.of(machines(chance));
        }
        if (kind == Kind.MACHINE_SET && path.equals("machineClass.replicas")) {
            return Optional.of(JSON.numberNode(chance.nextInt(4)));
        }
        String key = path.equals("ignoreDifferences[]") ? kind.text() + " " + path : path;
        return Optional.ofNullable(TEXTS.get(key))
                .map(texts -> JSON.textNode(
                        chance.nextBoolean() ? texts.getFirst() : texts.get(chance.nextInt(texts.size()))));
    }

    /** Some of the machines, now and then one that Omni does not know. */
    public ArrayNode machines(Random chance) {
        List<String> left = new ArrayList<>(machines);
        if (chance.nextInt(8) == 0) {
            left.add("00000000-0000-4000-8000-000000000001");
        }
        ArrayNode chosen = JSON.arrayNode();
        int count = chance.nextInt(4);
        for (int i = 0; i < count && !left.isEmpty(); i++) {
            chosen.add(left.remove(chance.nextInt(left.size())));
        }
        return chosen;
    }
}
