package dev.omnibridge.simulator.machine;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A controller that derives one small resource from the status of a machine, whether that is in a cluster or not.
 *
 * @param <O> spec of what it derives
 */
final class MachineUpkeep<O extends Message> extends Transform<MachineStatusSpec, O> {

    private final BiFunction<Resource<MachineStatusSpec>, O, O> derive;
    private final boolean isLabelled;

    /**
     * The controller.
     *
     * @param isLabelled whether the resource names cluster and set of the machine, while it has some
     * @param derive from the status and the spec as it is to the spec as it should be
     */
    MachineUpkeep(
            Store store,
            String name,
            ResourceType<O> type,
            List<Input<?>> more,
            boolean isLabelled,
            BiFunction<Resource<MachineStatusSpec>, O, O> derive) {
        super(store, name, ResourceTypes.MACHINE_STATUSES, type, more);
        this.isLabelled = isLabelled;
        this.derive = derive;
    }

    @Override
    protected Requeue transform(Resource<MachineStatusSpec> machine) {
        write(
                machine.id(),
                output -> Outputs.withLabels(output, isLabelled ? labels(machine) : Map.of())
                        .withSpec(derive.apply(machine, output.spec())));
        return Requeue.onEvent();
    }

    private static Map<String, String> labels(Resource<?> machine) {
        Map<String, String> labels = new TreeMap<>();
        for (String key : List.of(OmniKeys.CLUSTER, OmniKeys.MACHINE_SET)) {
            machine.label(key).ifPresent(value -> labels.put(key, value));
        }
        return labels;
    }
}
