package dev.omnibridge.simulation.invariant;

import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.operator.OperatorProcess;
import java.util.Optional;

/** Whether an installation of another management cluster is respected. */
final class InstanceRules {

    private static final String RECORD = "omnibridge-" + OperatorProcess.INSTANCE;
    private static final String ID = "omnibridge.dev/incarnation";
    private static final String CONTESTED = "omnibridge.dev/incarnation-contested";

    private InstanceRules() {}

    static void check(Written written) {
        boolean wasKnown = isOthers(written.scene(), written.window().seen())
                && isOthers(written.scene(), written.process().seen());
        boolean isApproved = written.scene()
                .server()
                .connection(OperatorProcess.CONNECTION)
                .filter(connection -> Marks.isApproved(connection, "instance:" + OperatorProcess.CONNECTION + ":"))
                .isPresent();
        written.require(
                !wasKnown || isApproved, Invariant.SOLE, "another installation has the record since before the pass");
    }

    /** Whether the record in Omni is none that this management cluster remembers. */
    static boolean isConflict(Scene scene) {
        return scene.omni()
                .store()
                .get(ResourceTypes.MACHINE_LABELS, RECORD)
                .filter(record -> record.hasAnnotation(CONTESTED)
                        || !scene.records().all().contains(id(record)))
                .isPresent();
    }

    /** Whether what was seen is contested, or of an operator that never was one of ours. */
    private static boolean isOthers(Scene scene, Optional<OmniSnapshot> seen) {
        return seen.flatMap(omni -> omni.kind(ResourceTypes.MACHINE_LABELS).get(RECORD))
                .filter(record ->
                        record.hasAnnotation(CONTESTED) || !scene.records().wasEver(id(record)))
                .isPresent();
    }

    private static String id(Resource<MachineLabelsSpec> record) {
        return record.annotation(ID).orElse("");
    }
}
