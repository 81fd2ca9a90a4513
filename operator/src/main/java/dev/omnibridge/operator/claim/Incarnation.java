package dev.omnibridge.operator.claim;

import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.Optional;

/**
 * The record in Omni of which management cluster works there under an instance name. Claims can't tell: in a clone of the management cluster
 * all names and uids are the same. Each process changes the record with its first write, and its own cluster remembers to what; so a clone,
 * which remembers only what was before, is told from a restart. Its home are the labels of a machine that does not exist, which Omni takes and
 * nobody reads [live 1.10.4].
 *
 * @param id made up by the process that wrote it
 * @param by who that was, for people
 * @param isContested whether a process that had it found it taken by another cluster: then neither writes any more
 */
public record Incarnation(String id, String by, boolean isContested) {

    /** Label of such records, and annotation with the id. */
    public static final String LABEL = "omnibridge.dev/incarnation";

    private static final String BY = "omnibridge.dev/incarnation-by";
    private static final String CONTESTED = "omnibridge.dev/incarnation-contested";

    /** A record that nobody contests. */
    public static Incarnation fresh(String id, String by) {
        return new Incarnation(id, by, false);
    }

    /** Id of the record of an instance. */
    public static String recordId(String instance) {
        return "omnibridge-" + instance;
    }

    /** Reads a record. */
    public static Incarnation of(Resource<MachineLabelsSpec> record) {
        return new Incarnation(
                record.annotation(LABEL).orElse(""),
                record.annotation(BY).orElse("nobody known"),
                record.hasAnnotation(CONTESTED));
    }

    /** The same, contested. */
    public Incarnation contested() {
        return new Incarnation(id, by, true);
    }

    /** The record to write: in the place of the one that is there, if there is one. */
    public Resource<MachineLabelsSpec> record(String instance, Optional<Resource<MachineLabelsSpec>> present) {
        Resource<MachineLabelsSpec> record = present.orElseGet(() -> Resource.of(
                        ResourceTypes.MACHINE_LABELS, recordId(instance), MachineLabelsSpec.getDefaultInstance()))
                .withLabel(LABEL, "")
                .withAnnotation(LABEL, id)
                .withAnnotation(BY, by);
        return isContested ? record.withAnnotation(CONTESTED, "") : record.withoutAnnotation(CONTESTED);
    }
}
