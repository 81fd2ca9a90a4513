package dev.omnibridge.simulator.joining;

import dev.omnibridge.omni.proto.specs.LinkStatusSpec;
import dev.omnibridge.omni.proto.specs.SiderolinkSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holding;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import java.util.List;

/** Keeps the WireGuard peer of each link; whether the link is connected doesn't matter to it. */
final class LinkStatusController extends Holding<SiderolinkSpec> {

    private static final String NAME = "LinkStatusController[" + ResourceTypes.LINKS.name() + "]";

    LinkStatusController(Store store) {
        super(store, NAME, ResourceTypes.LINKS, List.of(Input.byId(ResourceTypes.LINKS)));
    }

    @Override
    protected void held(Resource<SiderolinkSpec> link) {
        store.modify(
                NAME,
                JoiningKinds.LINK_STATUSES,
                id(link),
                output -> output.withMetadata(metadata -> metadata.putAllAnnotations(link.annotations()))
                        .withSpec(LinkStatusSpec.newBuilder()
                                .setNodeSubnet(link.spec().getNodeSubnet())
                                .setNodePublicKey(link.spec().getNodePublicKey())
                                .setLinkId(link.id())
                                .build()));
    }

    @Override
    protected boolean isDone(Resource<SiderolinkSpec> link) {
        return Outputs.remove(store, NAME, JoiningKinds.LINK_STATUSES, id(link));
    }

    private static String id(Resource<SiderolinkSpec> link) {
        return link.id() + "/" + ResourceTypes.LINKS.name();
    }
}
