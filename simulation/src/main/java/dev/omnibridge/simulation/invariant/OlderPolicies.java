package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether older policies out of a backup, of an object or of the cluster that a set goes by, let anything be changed or removed; what is not there
 * is made under any of them. Which policies a mark in Omni stands for is learned from the writes that set it.
 */
final class OlderPolicies {

    private final Map<String, Set<List<Object>>> known = new HashMap<>();

    void check(Written written) {
        learn(written);
        if (!isChange(written)) {
            return;
        }
        CustomResource<?, ?> object = written.window().object();
        written.before()
                .filter(before -> isOwn(before, object) && Marks.isOurs(before, object))
                .filter(before -> areOlder(before, written.states()))
                .ifPresent(before -> written.require(
                        written.isApprovedHereOrOnCluster("rollback:" + before.id() + ":"),
                        Invariant.OLDER,
                        "its policies are older than those of generation " + PolicyRules.generation(before)));
        if (object instanceof OmniCluster && written.write() == Write.TEARDOWN) {
            List<String> sets = setsUnderOlderPolicies(written);
            written.require(
                    sets.isEmpty() || written.isReleaseApproved(written.after().id()),
                    Invariant.OLDER,
                    "it takes along sets whose policies are older than those that were applied: " + sets);
        }
        if (object instanceof OmniMachineSet && written.write() != Write.CREATE) {
            boolean isOurs = written.before()
                    .filter(before -> Marks.isOurs(before, object))
                    .isPresent();
            written.require(
                    !isOurs || !isUnderOlderPolicies(written),
                    Invariant.OLDER,
                    "the policies of its cluster are older than those that were applied");
        }
    }

    private void learn(Written written) {
        String mark = PolicyRules.mark(written.after());
        if (!mark.isEmpty() && isOwn(written.after(), written.window().object())) {
            Stream.concat(written.states().stream(), Stream.of(written.window().object()))
                    .map(OlderPolicies::policies)
                    .forEach(known.computeIfAbsent(mark, _ -> new HashSet<>())::add);
        }
    }

    /** What lifts a lock or gives up a claim changes nothing of the spec. */
    private static boolean isChange(Written written) {
        return !written.isRelease()
                && (written.write() != Write.UPDATE
                        || written.before()
                                .filter(before ->
                                        !before.spec().equals(written.after().spec()))
                                .isPresent());
    }

    private boolean isUnderOlderPolicies(Written written) {
        List<CustomResource<?, ?>> clusters = new Possible(written).clusters();
        String name = written.after().label(OmniKeys.CLUSTER).orElse("");
        return written.scene().omni().store().get(ResourceTypes.CLUSTERS, name).stream()
                .anyMatch(stored -> areSurelyOlder(written, stored, clusters));
    }

    private List<String> setsUnderOlderPolicies(Written written) {
        LabelQuery inCluster =
                LabelQuery.equal(OmniKeys.CLUSTER, written.after().id());
        return written.window().sets().stream()
                .filter(set -> {
                    List<CustomResource<?, ?>> states = new ArrayList<>(written.scene()
                            .server()
                            .statesSince(
                                    set.getMetadata().getUid(), written.window().revision()));
                    states.add(set);
                    return written.scene().omni().store().list(ResourceTypes.MACHINE_SETS, inCluster).stream()
                            .anyMatch(stored -> areSurelyOlder(written, stored, states));
                })
                .map(set -> set.getMetadata().getName())
                .toList();
    }

    /** By what is stored, which is theirs, and by what was known of it when the pass began. */
    private boolean areSurelyOlder(Written written, Resource<?> stored, List<CustomResource<?, ?>> states) {
        Optional<Resource<?>> seen =
                written.window().seen().flatMap(omni -> omni.kind(stored.type()).get(stored.id()));
        return seen.isPresent()
                && states.stream().allMatch(object -> Marks.isOurs(stored, object))
                && areOlder(stored, states)
                && areOlder(seen.get(), states);
    }

    private boolean areOlder(Resource<?> resource, List<CustomResource<?, ?>> states) {
        Set<List<Object>> applied = known.getOrDefault(PolicyRules.mark(resource), Set.of());
        return !applied.isEmpty()
                && !states.isEmpty()
                && states.stream()
                        .allMatch(state -> OlderRules.isOlder(resource, state) && !applied.contains(policies(state)));
    }

    private static boolean isOwn(Resource<?> resource, CustomResource<?, ?> object) {
        return resource.type()
                .equals(object instanceof OmniCluster ? ResourceTypes.CLUSTERS : ResourceTypes.MACHINE_SETS);
    }

    private static List<Object> policies(CustomResource<?, ?> object) {
        return switch (object) {
            case OmniCluster c ->
                Arrays.asList(
                        c.getSpec().managementPolicy(),
                        c.getSpec().deletionPolicy(),
                        c.getSpec().deletionProtection(),
                        c.getSpec().ignoreDifferences());
            case OmniMachineSet s ->
                Arrays.asList(
                        s.getSpec().managementPolicy(),
                        s.getSpec().deletionPolicy(),
                        s.getSpec().deletionProtection(),
                        s.getSpec().ignoreDifferences());
            default -> List.of();
        };
    }
}
