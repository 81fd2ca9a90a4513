package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.Difference;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.SpecMark;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of the present generation of a spec was in Omni already. What differs of it was changed there since, so that it is drift, also
 * where the memory on the object is older: it may not have been written yet, or must not, under a pause or a lock.
 *
 * @param everything whether all of it was there at some time
 * @param drifting fields that the status already tells as drift of this generation
 */
record Reached(boolean everything, Set<String> drifting) {

    private static final String SYNCED = "Synced";

    /** Of what somebody else claims, or nobody, nothing counts. */
    static final Reached NOTHING = new Reached(false, Set.of());

    Reached {
        drifting = Set.copyOf(drifting);
    }

    static Reached of(
            HasMetadata object,
            DriftMemory memory,
            @Nullable Long reported,
            @Nullable List<Condition> conditions,
            @Nullable EffectivePolicy policy,
            @Nullable Drift drift) {
        Long generation = object.getMetadata().getGeneration();
        boolean wasSynced = conditions != null
                && conditions.stream()
                        .anyMatch(condition -> condition.type().equals(SYNCED)
                                && condition.status() == ConditionStatus.TRUE
                                && Objects.equals(condition.observedGeneration(), generation));
        // under Observe everything that differs is told, also what was never there
        boolean isOfThisGeneration = Objects.equals(reported, generation)
                && (policy == null || policy.management() != ManagementPolicy.OBSERVE);
        return new Reached(
                wasSynced || Objects.equals(memory.reached(), generation),
                isOfThisGeneration && drift != null ? paths(drift) : Set.of());
    }

    /**
     * The same for one resource. Of what is not ours nothing counts. Nor does it where our memory on the resource is of this spec or a newer one:
     * then it tells by itself what was changed in Omni, and that the spec came from a backup, or is read in another way than before.
     */
    Reached on(Resource<?> resource, Owner owner, SpecMark spec) {
        boolean isOurs = Claim.of(resource, owner) instanceof Claim.Ours;
        boolean memoryTells = Applied.specOf(resource, owner)
                .filter(applied -> applied.generation() > spec.generation() || applied.asksForTheSameAs(spec))
                .isPresent();
        return isOurs && !memoryTells ? this : NOTHING;
    }

    /** Whether the field was in Omni as the spec has it. */
    boolean covers(String path) {
        return everything || drifting.contains(path);
    }

    private static Set<String> paths(Drift drift) {
        return drift.items() == null
                ? Set.of()
                : drift.items().stream()
                        .map(Difference::path)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
    }
}
