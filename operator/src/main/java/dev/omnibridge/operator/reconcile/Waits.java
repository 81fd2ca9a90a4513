package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.operator.reason.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What of the account as a whole an object waits for, told from its status; only such objects are woken by changes there. Pure. */
public final class Waits {

    private static final Set<String> VERSIONS =
            texts(Reason.VERSION_NOT_AVAILABLE, Reason.VERSIONS_INCOMPATIBLE, Reason.UPGRADE_NOT_POSSIBLE);
    private static final Set<String> CLASSES = texts(
            Reason.WAITING_FOR_REFERENCE, Reason.REFERENCE_NOT_FOUND, Reason.INSUFFICIENT_MACHINES, Reason.SCALING_UP);
    private static final Set<String> MACHINES = texts(
            Reason.INSUFFICIENT_MACHINES,
            Reason.SCALING_UP,
            Reason.MACHINE_IN_USE,
            Reason.MACHINE_INCOMPATIBLE,
            Reason.WAITING_FOR_OMNI);

    /** What belongs to the account and not to one cluster. */
    public enum Topic {
        VERSIONS,
        CLASSES,
        MACHINES
    }

    private Waits() {}

    /** What an object with these conditions waits for. */
    public static Set<Topic> of(List<Condition> conditions) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (Condition condition : conditions) {
            if (VERSIONS.contains(condition.reason())) {
                topics.add(Topic.VERSIONS);
            }
            if (CLASSES.contains(condition.reason())) {
                topics.add(Topic.CLASSES);
            }
            if (MACHINES.contains(condition.reason())) {
                topics.add(Topic.MACHINES);
            }
        }
        return topics;
    }

    private static Set<String> texts(Reason... reasons) {
        return Set.copyOf(List.of(reasons).stream().map(Reason::text).toList());
    }
}
