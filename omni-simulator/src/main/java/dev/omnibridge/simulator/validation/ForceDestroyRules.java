package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.NodeForceDestroyRequestSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.List;

/** A forced removal needs a machine that is in a cluster. */
final class ForceDestroyRules implements Rules<NodeForceDestroyRequestSpec> {

    private final Store store;

    ForceDestroyRules(Store store) {
        this.store = store;
    }

    @Override
    public ResourceType<NodeForceDestroyRequestSpec> type() {
        return ResourceTypes.NODE_FORCE_DESTROY_REQUESTS;
    }

    @Override
    public List<String> onCreate(Resource<NodeForceDestroyRequestSpec> next) {
        return store.get(ResourceTypes.CLUSTER_MACHINES, next.id()).isPresent()
                ? List.of()
                : List.of("cannot create/update a NodeForceDestroyRequest for node \"" + next.id()
                        + "\", as there is no matching cluster machine");
    }

    @Override
    public List<String> onUpdate(
            Resource<NodeForceDestroyRequestSpec> old, Resource<NodeForceDestroyRequestSpec> next) {
        return onCreate(next);
    }
}
