package dev.omnibridge.operator.metrics;

import dev.omnibridge.api.v1alpha1.MachineClassSource;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.mirror.KindSnapshot;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.machineclass.Candidates;
import dev.omnibridge.operator.machineclass.MachineClassSelector;
import dev.omnibridge.operator.machineclass.SelectorSyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The machines of an account, counted. Pure. */
final class MachineSamples {

    private static final String ALLOCATED = "allocated";
    private static final String FREE = "free";
    private static final String UNAVAILABLE = "unavailable";

    /** Who makes classes of machines is no matter of the operator's, but how many series there are is. */
    private static final int CLASSES = 50;

    private MachineSamples() {}

    /** Of an account, and of those of its classes that these sets use. */
    static Stream<Sample> of(String connection, OmniSnapshot omni, List<OmniMachineSet> machineSets) {
        Collection<Resource<MachineStatusSpec>> machines =
                omni.kind(ResourceTypes.MACHINE_STATUSES).all();
        Stream<Sample> all = counted(machines.stream()).entrySet().stream()
                .map(count -> Sample.of(Metric.MACHINES, count.getValue(), connection, count.getKey()));
        KindSnapshot<MachineClassSpec> classes = omni.kind(ResourceTypes.MACHINE_CLASSES);
        return Stream.concat(
                all,
                used(machineSets)
                        .flatMap(name -> classes.get(name).stream())
                        .limit(CLASSES)
                        .flatMap(machineClass -> ofClass(connection, machineClass, machines)));
    }

    private static Stream<String> used(List<OmniMachineSet> machineSets) {
        return machineSets.stream()
                .flatMap(set -> Optional.ofNullable(set.getSpec().machineClass()).stream())
                .map(MachineClassSource::name)
                .distinct()
                .sorted();
    }

    private static Stream<Sample> ofClass(
            String connection,
            Resource<MachineClassSpec> machineClass,
            Collection<Resource<MachineStatusSpec>> machines) {
        try {
            MachineClassSelector selector =
                    MachineClassSelector.parse(machineClass.spec().getMatchLabelsList());
            return counted(machines.stream().filter(machine -> selector.matches(machine.labels()))).entrySet().stream()
                    .map(count -> Sample.of(
                            Metric.CLASS_MACHINES, count.getValue(), connection, machineClass.id(), count.getKey()));
        } catch (SelectorSyntaxException e) {
            // the sets that use it tell
            return Stream.empty();
        }
    }

    private static Map<String, Integer> counted(Stream<Resource<MachineStatusSpec>> machines) {
        Map<String, Integer> counts = new TreeMap<>(Map.of(ALLOCATED, 0, FREE, 0, UNAVAILABLE, 0));
        machines.forEach(machine -> counts.merge(state(machine), 1, Integer::sum));
        return counts;
    }

    private static String state(Resource<MachineStatusSpec> machine) {
        if (!machine.spec().getCluster().isEmpty()) {
            return ALLOCATED;
        }
        return Candidates.obstacle(machine).isEmpty() ? FREE : UNAVAILABLE;
    }
}
