package dev.omnibridge.simulation.actor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.Kind;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An Argo CD or Flux: what was in Git when it was last looked at is applied again, or pruned, in whatever order. */
final class GitOps {

    private GitOps() {}

    /** Takes most of what is there for what is in Git. */
    static void look(Scene scene, Random chance) {
        for (CustomResource<?, ?> object : Users.ours(scene)) {
            if (object.getMetadata().getDeletionTimestamp() == null && chance.nextInt(3) > 0) {
                scene.git().put(Key.of(object), Specs.of(object));
            }
        }
    }

    /** Everything that was there before, as it was before. */
    static String apply(Scene scene, Random chance) {
        look(scene, chance);
        Map<Key, ObjectNode> git = scene.git();
        List<Key> order = new ArrayList<>(git.keySet());
        Collections.shuffle(order, chance);
        List<String> told = new ArrayList<>();
        for (Key key : order) {
            told.add(Specs.apply(scene, key, java.util.Objects.requireNonNull(git.get(key))));
        }
        return told.isEmpty() ? "Git is empty" : String.join("; ", told);
    }

    /** A folder goes: the cluster and all its sets, in any order. */
    static String prune(Scene scene, Random chance) {
        return Specs.any(scene.server().clusters(), chance)
                .map(cluster -> {
                    List<Key> folder = new ArrayList<>();
                    folder.add(Key.of(cluster));
                    scene.server().machineSets().stream()
                            .filter(set -> set.getSpec()
                                            .clusterRef()
                                            .name()
                                            .equals(cluster.getMetadata().getName())
                                    && set.getMetadata()
                                            .getNamespace()
                                            .equals(cluster.getMetadata().getNamespace()))
                            .forEach(set -> folder.add(new Key(
                                    Kind.MACHINE_SET,
                                    set.getMetadata().getNamespace(),
                                    set.getMetadata().getName())));
                    Collections.shuffle(folder, chance);
                    folder.forEach(scene.server()::deleteAsUser);
                    return folder.toString();
                })
                .orElse("there is no cluster");
    }
}
