package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.resource.Resource;
import java.util.List;
import java.util.Set;

/** One write to Omni. Everything it needs is in it: the executor adds nothing and decides nothing. */
public sealed interface Operation {

    /** The resource as it is in Omni, or as it will be created. */
    Resource<?> resource();

    /** One line for the journal: what happens to what. */
    String summary();

    /** What happens, in one word of a closed list. */
    default String verb() {
        return switch (this) {
            case Create _ -> "create";
            case Update update ->
                switch (update.claim()) {
                    case KEPT -> "update";
                    case TAKEN -> "claim";
                    case TAKEN_OVER -> "takeover";
                    case RELEASED -> "release";
                };
            case Teardown _ -> "teardown";
        };
    }

    /**
     * What machines may leave their cluster by, one line for each change; before such a write the live objects are read again. The lines
     * name the state that it was planned at, so that the same change of a later state is told from it.
     */
    default List<String> releasing() {
        return List.of();
    }

    /** Whether machines may leave their cluster by it. */
    default boolean mayRelease() {
        return !releasing().isEmpty();
    }

    /** A resource that does not exist yet, with our claim on it. */
    record Create(Resource<?> resource, List<FieldChange> changes) implements Operation {
        public Create {
            changes = List.copyOf(changes);
        }

        @Override
        public String summary() {
            return "create " + resource.reference();
        }
    }

    /**
     * Another content for a resource, valid only for the version it was read at.
     *
     * @param resource as read; its version goes with the write
     * @param after what is written
     * @param changes fields that change; empty if only the claim changes
     * @param claim what happens to the claim in the same write
     */
    record Update(Resource<?> resource, Resource<?> after, List<FieldChange> changes, ClaimChange claim)
            implements Operation {
        public Update {
            changes = List.copyOf(changes);
        }

        @Override
        public String summary() {
            return switch (claim) {
                case KEPT -> "update " + resource.reference();
                case TAKEN -> "claim " + resource.reference();
                case TAKEN_OVER -> "take over " + resource.reference();
                case RELEASED -> "release " + resource.reference();
            };
        }

        /** A set takes its machines by class and size; both may let some go. */
        @Override
        public List<String> releasing() {
            return changes.stream()
                    .filter(change -> Set.of(MachineSetFields.CLASS_NAME, MachineSetFields.REPLICAS)
                            .contains(change.path()))
                    .filter(change -> !MachineSetFields.isGrowth(change))
                    .map(change -> "%s at version %d of %s: %s to %s"
                            .formatted(
                                    resource.reference(),
                                    resource.version(),
                                    resource.created(),
                                    change.path(),
                                    change.to().orElse("nothing")))
                    .toList();
        }
    }

    /**
     * The removal of a resource, valid only for the version it was read at.
     *
     * @param machines how many machines lose their cluster by it
     * @param clusters 1 if it is a whole cluster, else 0
     */
    record Teardown(Resource<?> resource, int machines, int clusters) implements Operation {
        @Override
        public String summary() {
            return "tear down " + resource.reference();
        }

        @Override
        public List<String> releasing() {
            return List.of("teardown of " + resource.reference() + " of " + resource.created());
        }
    }

    /** What an update does to the claim. */
    enum ClaimChange {
        KEPT,
        /** Nobody had it, or it was ours before. */
        TAKEN,
        /** Somebody else had it. */
        TAKEN_OVER,
        RELEASED
    }
}
