package dev.omnibridge.operator.status;

import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reason.Finding;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the status of an object is made from.
 *
 * @param object with the status it has now
 * @param planned what was observed, planned and decided; empty where nothing could be planned, for instance in the first status of an
 *     object, which is written before the first call to Omni
 * @param findings what was found without a plan: a missing reference, a deletion that can't go on
 * @param outcome what became of the writes
 * @param handled the request for a pass that is done with this look; empty if none was
 * @param seen what the last report of this object remembered
 * @param <R> kind of the object
 * @param <O> what a plan for it is made from
 * @param <P> plan for it
 */
public record Look<R extends CustomResource<?, ?>, O, P extends Plan>(
        R object,
        Reachability reachability,
        Optional<Planned<O, P>> planned,
        List<Finding> findings,
        Outcome outcome,
        Optional<String> handled,
        FirstSeen seen,
        Instant now) {

    public Look {
        findings = List.copyOf(findings);
    }

    /** An observation with the plan and the decision made from it. */
    public record Planned<O, P extends Plan>(O observation, P plan, Decision decision) {}

    /** Generation of the spec that was looked at. */
    long generation() {
        return Lifecycle.generation(object);
    }

    boolean isBeingDeleted() {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    Optional<P> plan() {
        return planned.map(Planned::plan);
    }

    Optional<Decision> decision() {
        return planned.map(Planned::decision);
    }

    /** The plan, where the status may show what is in Omni. */
    Optional<P> visible() {
        return plan().filter(plan -> plan.ownership().isVisible());
    }
}
