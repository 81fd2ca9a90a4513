package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimIndex;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Update;
import java.util.List;
import java.util.stream.Stream;

/** Giving up claims: everything in Omni stays as it is, only our marks change. */
final class Releases {

    private Releases() {}

    /** One update for everything that the owner claims. What is on its way out can't be written any more, and needs no release. */
    static List<Update> ofAll(Owner owner, OmniSnapshot omni) {
        return Stream.of(ResourceTypes.CLUSTERS, ResourceTypes.MACHINE_SETS, ResourceTypes.MACHINE_SET_NODES)
                .flatMap(type -> of(owner, omni, type))
                .toList();
    }

    private static <S extends Message> Stream<Update> of(Owner owner, OmniSnapshot omni, ResourceType<S> type) {
        return ClaimIndex.claimedBy(owner, omni, type).stream()
                .filter(resource -> !resource.isTearingDown())
                .map(resource -> release(resource, owner));
    }

    private static <S extends Message> Update release(Resource<S> resource, Owner owner) {
        return new Update(resource, ClaimMarks.release(resource, owner), List.of(), ClaimChange.RELEASED);
    }
}
