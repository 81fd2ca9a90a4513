package dev.omnibridge.simulator.contract;

import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;

/** MachineLabels of a machine that does not exist: the one kind that can be written without any effect. */
final class Labels {

    static final ResourceType<MachineLabelsSpec> TYPE = ResourceTypes.MACHINE_LABELS;

    private final OmniUnderTest omni;

    Labels(OmniUnderTest omni) {
        this.omni = omni;
    }

    /** A new one that nobody stored yet. */
    Resource<MachineLabelsSpec> unstored(String suffix) {
        String id = omni.id(suffix);
        omni.leftovers().expect(TYPE, id);
        return Resource.of(TYPE, id, MachineLabelsSpec.getDefaultInstance());
    }

    /** A new one, stored. */
    Resource<MachineLabelsSpec> stored(String suffix) {
        return omni.state().create(unstored(suffix));
    }
}
