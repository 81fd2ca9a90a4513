package dev.omnibridge.operator.plan;

import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.plan.Operation.Update;
import java.util.List;

/** What the deletion of a custom resource comes to in Omni. */
public sealed interface Removal {

    /** Nothing in Omni is claimed by it, or it is confirmed that it is gone: the custom resource leaves. */
    record Leave() implements Removal {}

    /** The claims are given up with one attempt each, then it leaves, whatever became of them. */
    record Release(List<Update> updates) implements Removal {
        public Release {
            updates = List.copyOf(updates);
        }
    }

    /**
     * Torn down, if the gates let it.
     *
     * @param foreign what would go along and is not ours to remove
     */
    record TearDown(Teardown teardown, List<ForeignPart> foreign) implements Removal {
        public TearDown {
            foreign = List.copyOf(foreign);
        }
    }

    /**
     * On its way out in Omni.
     *
     * @param machines how many there were when it began
     * @param left how many are not released yet
     */
    record Going(int machines, int left) implements Removal {}

    /** Goes with its cluster, which is being torn down. */
    record GoesWithCluster() implements Removal {}

    /** The mirror does not show it; Omni's store has to confirm that before it counts. */
    record Unconfirmed() implements Removal {}
}
