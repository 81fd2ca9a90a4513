package dev.omnibridge.operator.release;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.operator.claim.Holdings;
import dev.omnibridge.operator.claim.Incarnation;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.omni.JournalingOmniWriter;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.reconcile.OmniWriter;
import dev.omnibridge.operator.reconcile.WriteCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives up every claim of one operator in one account, each by a write that carries the version at which the claim was read. Orphans
 * are among them: what counts is the claim, not whether its custom resource still exists.
 */
final class ClaimRelease {

    /** Whatever may carry a claim. */
    private static final List<ResourceType<?>> CLAIMED =
            List.of(ResourceTypes.CLUSTERS, ResourceTypes.MACHINE_SETS, ResourceTypes.MACHINE_SET_NODES);

    /** Omni's controllers write to the same objects; each conflict means that the claim is read again. */
    private static final int ATTEMPTS = 5;

    private static final Duration READ = Duration.ofSeconds(10);

    private final String instance;
    private final boolean isDryRun;
    private final StateClient state;
    private final OmniWriter writer;

    ClaimRelease(String instance, boolean isDryRun, String connection, StateClient state) {
        this.instance = instance;
        this.isDryRun = isDryRun;
        this.state = state;
        this.writer = JournalingOmniWriter.plain(connection, state);
    }

    List<Step> run() {
        List<Step> steps = new ArrayList<>();
        for (ResourceType<?> type : CLAIMED) {
            steps.addAll(ofType(type));
        }
        if (!isDryRun && steps.stream().noneMatch(Step.Kept.class::isInstance)) {
            removeTheRecord();
        }
        return steps;
    }

    /** Who comes here next under this name is not to take us for another one that works here. If it stays, that costs an approval at most. */
    private void removeTheRecord() {
        try {
            state.getStored(ResourceTypes.MACHINE_LABELS, Incarnation.recordId(instance), READ)
                    .filter(record -> !record.isTearingDown())
                    .ifPresent(state::teardown);
        } catch (OmniException _) {
            // told by the conflict, where there is one
        }
    }

    private <S extends Message> List<Step> ofType(ResourceType<S> type) {
        return state.list(type).stream()
                .filter(resource -> Holdings.ownerOf(resource, instance).isPresent())
                .map(this::release)
                .toList();
    }

    private Step release(Resource<?> resource) {
        String what = "claim on " + resource.reference();
        if (isDryRun) {
            return new Step.GivenUp(what);
        }
        try {
            return release(resource, what, ATTEMPTS);
        } catch (OmniException e) {
            return new Step.Kept(what, e.getMessage() + "; " + e.nextStep());
        }
    }

    private <S extends Message> Step release(Resource<S> resource, String what, int attempts) {
        Optional<Owner> owner = Holdings.ownerOf(resource, instance);
        if (owner.isEmpty()) {
            return new Step.GivenUp(what);
        }
        if (resource.isTearingDown()) {
            return new Step.GivenUp(what + " (it is being removed in Omni, and the claim with it)");
        }
        Owner holder = owner.get();
        var update =
                new Operation.Update(resource, Holdings.released(resource, holder), List.of(), ClaimChange.RELEASED);
        try {
            writer.write(update, new WriteCause(holder.kind() + "/" + holder.namespace() + "/" + holder.name(), 0));
            return new Step.GivenUp(what);
        } catch (OmniException.VersionConflict | OmniException.PhaseConflict | OmniException.NotFound e) {
            Optional<Resource<S>> now = state.getStored(resource.type(), resource.id(), READ);
            if (now.isEmpty()) {
                return new Step.GivenUp(what + " (it is gone in Omni)");
            }
            if (attempts == 1) {
                throw e;
            }
            return release(now.get(), what, attempts - 1);
        }
    }
}
