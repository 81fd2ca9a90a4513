package dev.omnibridge.simulation.actor;

import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Incarnation;
import dev.omnibridge.simulation.kubernetes.Kind;
import dev.omnibridge.simulation.operator.OperatorProcess;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What happens to management clusters as a whole. */
final class Management {

    private Management() {}

    /** A chart of definitions is removed, or one of them by hand. */
    static String deleteDefinition(Scene scene, Random chance) {
        List<Kind> kinds = switch (chance.nextInt(3)) {
            case 0 -> List.of(Kind.CLUSTER);
            case 1 -> List.of(Kind.MACHINE_SET);
            default -> List.of(Kind.values());
        };
        kinds.forEach(scene.server()::deleteDefinition);
        return kinds.toString();
    }

    static String backUp(Scene scene, Random chance) {
        scene.backUpManagement();
        return "made";
    }

    /** The store of the API server is put back; the operator goes on, or begins anew. */
    static String restore(Scene scene, Random chance) {
        if (!scene.restoreManagement()) {
            return "there is no backup";
        }
        if (chance.nextBoolean()) {
            scene.awake().forEach(scene::end);
            return "put back, and " + scene.startOperator(0).name() + " begins";
        }
        // watches end with the old history of the store
        for (OperatorProcess process : scene.processes()) {
            for (Kind kind : Kind.values()) {
                process.feed(kind).list(scene.server().log().size());
            }
        }
        return "put back under a living operator";
    }

    /** Everything is lost but Git, which is applied to a new cluster. */
    static String rebuild(Scene scene, Random chance) {
        GitOps.look(scene, chance);
        scene.processes().forEach(scene::end);
        scene.loseManagement();
        Users.applyConnection(scene);
        String applied = GitOps.apply(scene, chance);
        return "from Git, where " + scene.startOperator(0).name() + " begins: " + applied;
    }

    /** An operator of the same name in another management cluster writes to the account for the first time. */
    static String otherInstallation(Scene scene, Random chance) {
        if (scene.omni().isAnother()) {
            return "it meets another account";
        }
        String instance = OperatorProcess.INSTANCE;
        Optional<Resource<MachineLabelsSpec>> present =
                scene.omni().store().get(ResourceTypes.MACHINE_LABELS, Incarnation.recordId(instance));
        Resource<MachineLabelsSpec> record = Incarnation.fresh("elsewhere-" + chance.nextInt(1_000), "elsewhere")
                .record(instance, present);
        scene.omni().tick();
        if (present.isPresent()) {
            scene.omni().store().update(record.owner(), record, Optional.empty());
        } else {
            scene.omni().store().create("", record);
        }
        return "takes the record";
    }
}
