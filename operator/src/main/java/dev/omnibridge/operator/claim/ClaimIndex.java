package dev.omnibridge.operator.claim;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.List;

/**
 * The index of the mirror that finds claimed objects by their owner string. The mirror has to have it for Clusters, MachineSets and
 * MachineSetNodes: without it a claimed object whose computed name changed could not be found again.
 */
public final class ClaimIndex {

    /** Name of the index; its keys are values of {@link ClaimKeys#OWNER}. */
    public static final String BY_OWNER = "owner";

    private ClaimIndex() {}

    /** The kind with this index. */
    public static <S extends Message> MirroredKind<S> on(MirroredKind<S> kind) {
        return kind.indexedBy(
                BY_OWNER,
                resource -> resource.annotation(ClaimKeys.OWNER).map(List::of).orElse(List.of()));
    }

    /** What exactly this owner claims of a kind, name and uid compared, ordered by id. */
    public static <S extends Message> List<Resource<S>> claimedBy(
            Owner owner, OmniSnapshot omni, ResourceType<S> type) {
        return omni.kind(type).byIndex(BY_OWNER, owner.text()).stream()
                .filter(resource -> Claim.of(resource, owner) instanceof Claim.Ours)
                .toList();
    }
}
