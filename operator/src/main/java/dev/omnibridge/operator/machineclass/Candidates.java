package dev.omnibridge.operator.machineclass;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The machines that a class selects, counted: those Omni could take now, and why it can't take the others. Omni itself says nothing about
 * machines it passes over.
 *
 * @param matching machines whose labels fit the class, in whatever state
 * @param free of these, machines that could be allocated to the cluster now
 * @param obstacles how many of the others fail at what; only counts, because the machines may be other people's
 * @param misfits Talos versions (major.minor) of the machines that fail at {@link Obstacle#TALOS_VERSION}
 */
public record Candidates(int matching, int free, Map<Obstacle, Integer> obstacles, SortedSet<String> misfits) {

    /** Labels without which a machine is not ready to be used; see section 4.4 of Omni's lifecycles. */
    private static final List<String> USABLE = List.of(OmniKeys.READY_TO_USE, OmniKeys.REPORTING_EVENTS);

    /**
     * Counts the candidates for one more machine of a cluster.
     *
     * @param talosVersion of the cluster
     * @throws SelectorSyntaxException if the class has a selector that can't be read
     */
    public static Candidates of(
            MachineClassSpec machineClass, Collection<Resource<MachineStatusSpec>> machines, String talosVersion) {
        MachineClassSelector selector = MachineClassSelector.parse(machineClass.getMatchLabelsList());
        TalosFit fit = new TalosFit(talosVersion);
        Map<Obstacle, Integer> obstacles = new EnumMap<>(Obstacle.class);
        SortedSet<String> misfits = new TreeSet<>();
        int matching = 0;
        int free = 0;
        for (Resource<MachineStatusSpec> machine : machines) {
            if (!selector.matches(machine.labels())) {
                continue;
            }
            matching++;
            Optional<Obstacle> obstacle = obstacle(machine).or(() -> misfit(machine, fit));
            if (obstacle.isEmpty()) {
                free++;
                continue;
            }
            obstacles.merge(obstacle.get(), 1, Integer::sum);
            if (obstacle.get() == Obstacle.TALOS_VERSION) {
                misfits.add(TalosFit.name(talos(machine)));
            }
        }
        return new Candidates(matching, free, obstacles, misfits);
    }

    /** What keeps Omni from allocating a machine to a cluster, whatever its Talos; empty if nothing does. */
    public static Optional<Obstacle> obstacle(Resource<MachineStatusSpec> machine) {
        if (!machine.hasLabel(OmniKeys.AVAILABLE)) {
            return Optional.of(Obstacle.BUSY);
        }
        if (machine.hasLabel(OmniKeys.EVICTED)) {
            return Optional.of(Obstacle.EVICTED);
        }
        if (machine.hasLabel(OmniKeys.NO_MANUAL_ALLOCATION)) {
            return Optional.of(Obstacle.RESERVED);
        }
        if (!machine.hasLabel(OmniKeys.CONNECTED) && !machine.hasLabel(OmniKeys.READY_TO_USE)) {
            return Optional.of(Obstacle.DISCONNECTED);
        }
        if (!USABLE.stream().allMatch(machine::hasLabel)) {
            return Optional.of(Obstacle.NOT_READY_TO_USE);
        }
        return Optional.empty();
    }

    private static Optional<Obstacle> misfit(Resource<MachineStatusSpec> machine, TalosFit fit) {
        return fit.accepts(talos(machine), machine.hasLabel(OmniKeys.INSTALLED))
                ? Optional.empty()
                : Optional.of(Obstacle.TALOS_VERSION);
    }

    private static String talos(Resource<MachineStatusSpec> machine) {
        return machine.label(OmniKeys.TALOS_VERSION).orElse("");
    }
}
