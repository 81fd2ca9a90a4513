package dev.omnibridge.simulation.actor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.Kind;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.schema.SpecGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** People who apply, edit and delete custom resources. */
final class Users {

    static final String NAMESPACE = "team-a";
    private static final String OTHER_NAMESPACE = "team-b";

    /** Names that meet in Omni: set e-w of p and set w of p-e have one id. */
    private static final List<String> CLUSTERS = List.of("p", "p-e", "q");

    static final Key CONNECTION = new Key(Kind.CONNECTION, "", OperatorProcess.CONNECTION);

    private Users() {}

    static void applyConnection(Scene scene) {
        ObjectNode spec = Specs.JSON.createObjectNode();
        spec.put("endpoint", "https://acme.example");
        spec.putObject("credentials").putObject("secretRef").put("name", "omni");
        if (scene.seed() % 2 == 0) {
            spec.putObject("defaults").put("deletionPolicy", "Delete");
        }
        if (scene.seed() % 3 == 0) {
            spec.putObject("disruptionBudget").put("clusters", 1);
        }
        if (scene.seed() % 3 == 1) {
            spec.putObject("releaseBrake").put("clusters", 1).put("machines", 2);
        }
        Specs.apply(scene, CONNECTION, spec);
    }

    /** A cluster with control plane and workers in any order, as one file has it; what exists stays as it is. */
    static String applyClusterWithSets(Scene scene, Random chance) {
        String name = CLUSTERS.get(chance.nextInt(CLUSTERS.size()));
        String namespace = chance.nextInt(8) == 0 ? OTHER_NAMESPACE : NAMESPACE;
        Map<Key, ObjectNode> file = new LinkedHashMap<>();
        file.put(new Key(Kind.CLUSTER, namespace, name), clusterSpec(scene, chance));
        file.put(new Key(Kind.MACHINE_SET, namespace, name + "-control-planes"), controlPlane(scene, name, chance));
        file.put(new Key(Kind.MACHINE_SET, namespace, name + "-w"), workers(scene, name, chance));
        List<String> told = new ArrayList<>();
        List<Key> order = new ArrayList<>(file.keySet());
        java.util.Collections.shuffle(order, chance);
        for (Key key : order) {
            if (scene.server().get(key).isEmpty()) {
                told.add(Specs.apply(scene, key, java.util.Objects.requireNonNull(file.get(key))));
            }
        }
        return told.isEmpty() ? "all of it is there" : String.join("; ", told);
    }

    /** One more worker set. */
    static String applySet(Scene scene, Random chance) {
        String cluster = CLUSTERS.get(chance.nextInt(CLUSTERS.size()));
        String name = chance.nextBoolean() ? cluster + "-e-w" : cluster + "-x";
        Key key = new Key(Kind.MACHINE_SET, NAMESPACE, name);
        return Specs.apply(scene, key, workers(scene, cluster, chance));
    }

    static ObjectNode clusterSpec(Scene scene, Random chance) {
        ObjectNode spec = Specs.JSON.createObjectNode();
        spec.putObject("kubernetes").put("version", "1.35.6");
        spec.putObject("talos").put("version", "1.13.8");
        if (chance.nextBoolean()) {
            spec.put("deletionPolicy", "Delete");
        }
        if (chance.nextInt(4) == 0) {
            spec.put("adoptionPolicy", "IfUnclaimed");
        }
        return mutated(scene, Kind.CLUSTER, spec, chance.nextInt(3), chance);
    }

    private static ObjectNode controlPlane(Scene scene, String cluster, Random chance) {
        ObjectNode spec = set(cluster, "ControlPlane");
        if (chance.nextInt(4) == 0 && !scene.omni().machineIds().isEmpty()) {
            spec.putArray("machines")
                    .add(Specs.any(scene.omni().machineIds(), chance).orElseThrow());
        } else {
            spec.putObject("machineClass").put("name", "small").put("replicas", chance.nextInt(4) == 0 ? 3 : 1);
        }
        return mutated(scene, Kind.MACHINE_SET, spec, chance.nextInt(5) / 4, chance);
    }

    private static ObjectNode workers(Scene scene, String cluster, Random chance) {
        ObjectNode spec = set(cluster, "Worker");
        switch (chance.nextInt(5)) {
            case 0, 1 -> spec.set("machines", scene.values().machines(chance));
            case 2 -> spec.putObject("machineClass").put("name", "any").put("unlimited", true);
            default -> spec.putObject("machineClass").put("name", "any").put("replicas", chance.nextInt(4));
        }
        return mutated(scene, Kind.MACHINE_SET, spec, chance.nextInt(3) / 2, chance);
    }

    private static ObjectNode set(String cluster, String role) {
        ObjectNode spec = Specs.JSON.createObjectNode();
        spec.putObject("clusterRef").put("name", cluster);
        spec.put("role", role);
        return spec;
    }

    private static ObjectNode mutated(Scene scene, Kind kind, ObjectNode spec, int times, Random chance) {
        SpecGenerator generator = new SpecGenerator(kind, scene.values());
        ObjectNode next = spec;
        for (int i = 0; i < times; i++) {
            next = generator.mutate(next, chance);
        }
        return next;
    }

    static String editCluster(Scene scene, Random chance) {
        return edit(scene, Kind.CLUSTER, chance);
    }

    static String editSet(Scene scene, Random chance) {
        return edit(scene, Kind.MACHINE_SET, chance);
    }

    static String editConnection(Scene scene, Random chance) {
        Optional<CustomResource<?, ?>> stored = scene.server().get(CONNECTION);
        if (stored.isEmpty()) {
            applyConnection(scene);
            return "made again";
        }
        ObjectNode next = mutated(scene, Kind.CONNECTION, Specs.of(stored.get()), 1, chance);
        return Specs.apply(scene, CONNECTION, next);
    }

    private static String edit(Scene scene, Kind kind, Random chance) {
        return Specs.any(scene.server().all(kind), chance)
                .map(object -> Specs.apply(
                        scene, Key.of(object), mutated(scene, kind, Specs.of(object), 1 + chance.nextInt(3), chance)))
                .orElse("there is none");
    }

    static String scale(Scene scene, Random chance) {
        Optional<OmniMachineSet> set = Specs.any(
                scene.server().machineSets().stream()
                        .filter(s -> s.getSpec().machineClass() != null
                                || s.getSpec().machines() != null)
                        .toList(),
                chance);
        if (set.isEmpty()) {
            return "there is no set";
        }
        ObjectNode spec = Specs.of(set.get());
        if (spec.has("machines")) {
            spec.set("machines", scene.values().machines(chance));
        } else {
            ((ObjectNode) spec.path("machineClass")).remove("unlimited");
            ((ObjectNode) spec.path("machineClass")).put("replicas", chance.nextInt(5));
        }
        return Specs.apply(scene, Key.of(set.get()), spec);
    }

    static String policy(Scene scene, Random chance) {
        Optional<CustomResource<?, ?>> object = anyOfOurs(scene, chance);
        if (object.isEmpty()) {
            return "there is none";
        }
        ObjectNode spec = Specs.of(object.get());
        boolean isCluster = object.get() instanceof OmniCluster;
        switch (chance.nextInt(isCluster ? 4 : 3)) {
            case 0 -> set(spec, "managementPolicy", chance, "Enforce", "Enforce", "ApplyOnly", "Observe", "");
            case 3 -> set(spec, "adoptionPolicy", chance, "IfUnclaimed", "Never");
            default -> set(spec, "deletionPolicy", chance, "Delete", "Delete", "Retain", "");
        }
        return Specs.apply(scene, Key.of(object.get()), spec);
    }

    /** Sets a field to one of these values; the empty one takes it away. */
    private static void set(ObjectNode spec, String field, Random chance, String... values) {
        String value = values[chance.nextInt(values.length)];
        if (value.isEmpty()) {
            spec.remove(field);
        } else {
            spec.put(field, value);
        }
    }

    /** By the spec or by the annotation; what is paused goes on. */
    static String pause(Scene scene, Random chance) {
        Optional<CustomResource<?, ?>> object =
                chance.nextInt(5) == 0 ? scene.server().get(CONNECTION) : anyOfOurs(scene, chance);
        if (object.isEmpty()) {
            return "there is none";
        }
        Key key = Key.of(object.get());
        if (chance.nextBoolean()) {
            boolean isOn = annotations(object.get()).containsKey(OmniBridgeApi.PAUSED_ANNOTATION);
            scene.server().changeMetadata(key, metadata -> {
                if (isOn) {
                    metadata.getAnnotations().remove(OmniBridgeApi.PAUSED_ANNOTATION);
                } else {
                    metadata.getAnnotations().put(OmniBridgeApi.PAUSED_ANNOTATION, "true");
                }
            });
            return key + (isOn ? " goes on" : " is paused") + " by annotation";
        }
        ObjectNode spec = Specs.of(object.get());
        spec.put("paused", !spec.path("paused").asBoolean());
        return Specs.apply(scene, key, spec);
    }

    private static Map<String, String> annotations(CustomResource<?, ?> object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    /** deletionProtection on, or off. */
    static String protect(Scene scene, Random chance) {
        Optional<CustomResource<?, ?>> object = anyOfOurs(scene, chance);
        if (object.isEmpty()) {
            return "there is none";
        }
        ObjectNode spec = Specs.of(object.get());
        spec.put("deletionProtection", !spec.path("deletionProtection").asBoolean());
        return Specs.apply(scene, Key.of(object.get()), spec);
    }

    static String askForPass(Scene scene, Random chance) {
        Optional<CustomResource<?, ?>> object = anyOfOurs(scene, chance);
        object.ifPresent(o -> scene.server()
                .changeMetadata(
                        Key.of(o),
                        metadata -> metadata.getAnnotations()
                                .put(OmniBridgeApi.REQUESTED_AT_ANNOTATION, "" + chance.nextInt(1_000))));
        return object.map(o -> Key.of(o).toString()).orElse("there is none");
    }

    /** Copies the token that the status shows, or now and then one that is not shown any more. */
    static String approve(Scene scene, Random chance) {
        Optional<String> ofConnection = scene.connectionToken();
        if (ofConnection.isPresent() && chance.nextBoolean()) {
            approve(scene, CONNECTION, ofConnection.get());
            return ofConnection.get() + " on " + CONNECTION;
        }
        List<CustomResource<?, ?>> asking =
                ours(scene).stream().filter(o -> token(o).isPresent()).toList();
        Optional<CustomResource<?, ?>> object = Specs.any(asking, chance);
        if (object.isEmpty()) {
            return "nothing asks";
        }
        String token = token(object.get()).orElseThrow();
        if (chance.nextInt(4) == 0) {
            // some of what is asked for, beside what was approved before
            List<String> tokens = List.of(token.split(",", -1));
            token = annotations(object.get()).getOrDefault(OmniBridgeApi.APPROVE_ANNOTATION, "") + ","
                    + tokens.get(chance.nextInt(tokens.size()));
        }
        approve(scene, Key.of(object.get()), token);
        return token + " on " + Key.of(object.get());
    }

    static void approve(Scene scene, Key key, String tokens) {
        scene.server()
                .changeMetadata(
                        key, metadata -> metadata.getAnnotations().put(OmniBridgeApi.APPROVE_ANNOTATION, tokens));
    }

    private static Optional<String> token(CustomResource<?, ?> object) {
        return switch (object) {
            case OmniCluster c -> Optional.ofNullable(c.getStatus()).map(status -> status.awaitingApproval());
            case OmniMachineSet s -> Optional.ofNullable(s.getStatus()).map(status -> status.awaitingApproval());
            default -> Optional.empty();
        };
    }

    static String delete(Scene scene, Random chance) {
        Optional<CustomResource<?, ?>> object = anyOfOurs(scene, chance);
        return object.map(o -> Key.of(o) + (scene.server().deleteAsUser(Key.of(o)) ? "" : " is protected"))
                .orElse("there is none");
    }

    /** What an Argo CD does all day: an annotation that concerns nobody. */
    static String touch(Scene scene, Random chance) {
        Optional<CustomResource<?, ?>> object = anyOfOurs(scene, chance);
        object.ifPresent(o -> scene.server()
                .changeMetadata(
                        Key.of(o),
                        metadata -> metadata.getAnnotations().put("argocd/refresh", "" + chance.nextInt(100))));
        return object.map(o -> Key.of(o).toString()).orElse("there is none");
    }

    static String deleteSecret(Scene scene, Random chance) {
        Optional<String> name = Specs.any(scene.secrets().names(), chance);
        name.ifPresent(n -> scene.secrets().remove(n.substring(0, n.indexOf('/')), n.substring(n.indexOf('/') + 1)));
        return name.orElse("there is none");
    }

    static List<CustomResource<?, ?>> ours(Scene scene) {
        List<CustomResource<?, ?>> all = new ArrayList<>(scene.server().all(Kind.CLUSTER));
        all.addAll(scene.server().all(Kind.MACHINE_SET));
        return all;
    }

    private static Optional<CustomResource<?, ?>> anyOfOurs(Scene scene, Random chance) {
        return Specs.any(ours(scene), chance);
    }
}
