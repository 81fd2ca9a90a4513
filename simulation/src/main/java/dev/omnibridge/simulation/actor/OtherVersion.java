package dev.omnibridge.simulation.actor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Another version of the operator takes over: the one before gave every cluster a label that this one does not, and remembered on the cluster
 * that it did.
 */
public final class OtherVersion {

    /** The label that only the version before gave. */
    public static final String LABEL = "legacy";

    /** Its path in what is remembered. */
    public static final String PATH = "spec.labels[" + LABEL + "]";

    private OtherVersion() {}

    static String takesOver(Scene scene, Random chance) {
        List<String> told = new ArrayList<>();
        for (Resource<ClusterSpec> cluster : scene.omni().store().list(ResourceTypes.CLUSTERS)) {
            remembering(cluster).filter(_ -> !cluster.isTearingDown()).ifPresent(memory -> {
                scene.omni().tick();
                scene.omni()
                        .store()
                        .update(
                                cluster.owner(),
                                cluster.withLabel(LABEL, "1").withAnnotation(ClaimKeys.APPLIED, memory),
                                Optional.empty());
                told.add(cluster.id());
            });
        }
        return told.isEmpty() ? "there is none" : String.join(", ", told);
    }

    /** The memory on a cluster with the label in it; empty if there is none that says what was set. */
    private static Optional<String> remembering(Resource<ClusterSpec> cluster) {
        Optional<String> text = cluster.annotation(ClaimKeys.APPLIED);
        try {
            return text.isPresent()
                            && Specs.JSON.readTree(text.get()) instanceof ObjectNode memory
                            && memory.get("fields") instanceof ObjectNode fields
                    ? Optional.of(remembering(memory, fields))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String remembering(ObjectNode memory, ObjectNode fields) {
        fields.put(PATH, "1");
        return memory.toString();
    }
}
