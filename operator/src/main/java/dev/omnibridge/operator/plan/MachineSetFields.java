package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.MachineClassSource;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The fields of an OmniMachineSet that are kept on its MachineSets resource. A new field is one more entry here. */
final class MachineSetFields {

    static final String CLASS_NAME = "spec.machineClass.name";
    static final String REPLICAS = "spec.machineClass.replicas";
    /** Value of {@link #REPLICAS} for a set that takes every machine of its class: the size is one field, so it changes in one step. */
    static final String UNLIMITED = "unlimited";

    private MachineSetFields() {}

    /** Whether a set only asks for more machines than it asked for. */
    static boolean isGrowth(FieldChange change) {
        if (!change.path().equals(REPLICAS)
                || change.to().isEmpty()
                || change.from().isEmpty()) {
            return false;
        }
        String to = change.to().get();
        String from = change.from().get();
        return to.equals(UNLIMITED) || (!from.equals(UNLIMITED) && Long.parseLong(from) <= Long.parseLong(to));
    }

    /** A set before any declared field is set: update strategy Rolling, as cluster templates send for both roles. */
    static Resource<MachineSetSpec> blank(String id) {
        MachineSetSpec spec = MachineSetSpec.newBuilder()
                .setUpdateStrategy(UpdateStrategy.Rolling)
                .build();
        return Resource.of(ResourceTypes.MACHINE_SETS, id, spec);
    }

    /** The table. */
    static List<Field<MachineSetSpec>> of(OmniMachineSetSpec spec) {
        List<Field<MachineSetSpec>> fields = new ArrayList<>();
        Optional<MachineClassSource> source = Optional.ofNullable(spec.machineClass());
        fields.add(new Field<>(
                CLASS_NAME,
                Field.Kind.KEPT,
                Field.Form.NAME,
                true,
                source.map(MachineClassSource::name),
                r -> allocation(r.spec()).map(MachineAllocation::getName),
                (r, value) -> withAllocation(r, a -> a.setName(value)),
                UnaryOperator.identity()));
        fields.add(new Field<>(
                REPLICAS,
                Field.Kind.KEPT,
                spec.role() == MachineSetRole.CONTROL_PLANE ? Field.Form.CONTROL_PLANE_SIZE : Field.Form.SIZE,
                true,
                source.map(MachineSetFields::size),
                r -> allocation(r.spec()).map(MachineSetFields::size),
                (r, value) -> withAllocation(r, a -> setSize(a, value)),
                UnaryOperator.identity()));
        fields.addAll(StrategyFields.update().fields(spec.updateStrategy()));
        fields.addAll(StrategyFields.upgrade().fields(spec.upgradeStrategy()));
        fields.addAll(StrategyFields.delete().fields(spec.deleteStrategy()));
        return List.copyOf(fields);
    }

    /** Where the set takes machines from; empty for listed machines. The older field wins in Omni where both are set. */
    static Optional<MachineAllocation> allocation(MachineSetSpec spec) {
        if (spec.hasMachineClass()) {
            return Optional.of(spec.getMachineClass());
        }
        return spec.hasMachineAllocation() ? Optional.of(spec.getMachineAllocation()) : Optional.empty();
    }

    private static String size(MachineClassSource source) {
        Integer replicas = source.replicas();
        return replicas == null ? UNLIMITED : replicas.toString();
    }

    private static String size(MachineAllocation allocation) {
        return allocation.getAllocationType() == MachineAllocation.Type.Unlimited
                ? UNLIMITED
                : Integer.toUnsignedString(allocation.getMachineCount());
    }

    /** Omni refuses a count beside Unlimited. */
    private static void setSize(MachineAllocation.Builder allocation, String value) {
        if (value.equals(UNLIMITED)) {
            allocation.setAllocationType(MachineAllocation.Type.Unlimited).setMachineCount(0);
        } else {
            allocation.setAllocationType(MachineAllocation.Type.Static).setMachineCount(Integer.parseInt(value));
        }
    }

    /** Written to the newer field only; what stood in the older one moves there, since it would win over the write otherwise. */
    private static Resource<MachineSetSpec> withAllocation(
            Resource<MachineSetSpec> set, Consumer<MachineAllocation.Builder> change) {
        MachineAllocation.Builder allocation =
                allocation(set.spec()).orElse(MachineAllocation.getDefaultInstance()).toBuilder();
        change.accept(allocation);
        return set.withSpec(set.spec().toBuilder()
                .clearMachineClass()
                .setMachineAllocation(allocation)
                .build());
    }
}
