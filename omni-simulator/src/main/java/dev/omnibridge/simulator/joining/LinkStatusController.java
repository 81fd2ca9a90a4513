package dev.omnibridge.simulator.joining;

import dev.omnibridge.omni.proto.specs.LinkStatusSpec;
import dev.omnibridge.omni.proto.specs.SiderolinkSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Keeps the WireGuard peer of each link; whether the link is connected doesn't matter to it. */
final class LinkStatusController implements Controller {

    private static final String NAME = "LinkStatusController[" + ResourceTypes.LINKS.name() + "]";
    private static final List<Input<?>> INPUTS = List.of(Input.byId(ResourceTypes.LINKS));

    private final Store store;

    LinkStatusController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        store.get(ResourceTypes.LINKS, key).ifPresent(this::reconcile);
        return Requeue.onEvent();
    }

    private void reconcile(Resource<SiderolinkSpec> link) {
        String id = link.id() + "/" + ResourceTypes.LINKS.name();
        if (!link.isTearingDown()) {
            store.addFinalizer(ResourceTypes.LINKS, link.id(), NAME);
            store.modify(
                    NAME,
                    JoiningKinds.LINK_STATUSES,
                    id,
                    output -> output.withMetadata(metadata -> metadata.putAllAnnotations(link.annotations()))
                            .withSpec(LinkStatusSpec.newBuilder()
                                    .setNodeSubnet(link.spec().getNodeSubnet())
                                    .setNodePublicKey(link.spec().getNodePublicKey())
                                    .setLinkId(link.id())
                                    .build()));
        } else if (Outputs.remove(store, NAME, JoiningKinds.LINK_STATUSES, id)) {
            store.removeFinalizer(ResourceTypes.LINKS, link.id(), NAME);
        }
    }
}
