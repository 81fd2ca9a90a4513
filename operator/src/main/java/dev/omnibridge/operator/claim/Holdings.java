package dev.omnibridge.operator.claim;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.util.Optional;

/** What one operator holds in Omni, seen without the custom resources: by the claims alone. */
public final class Holdings {

    private Holdings() {}

    /** The owner whose claim is on the resource, if it is one of this operator's. */
    public static Optional<Owner> ownerOf(Resource<?> resource, String instance) {
        return resource.annotation(ClaimKeys.OWNER)
                .flatMap(text -> Owner.parse(
                        text, resource.annotation(ClaimKeys.OWNER_UID).orElse("")))
                .filter(owner -> owner.instance().equals(instance));
    }

    /**
     * The resource with this owner's claim given up. The mark of another tool that took it over meanwhile stays: it is not ours to
     * remove.
     */
    public static <S extends Message> Resource<S> released(Resource<S> resource, Owner owner) {
        Optional<String> tool = resource.annotation(OmniKeys.MANAGED_BY_GITOPS_TOOLS);
        Resource<S> released = ClaimMarks.release(resource, owner);
        return tool.filter(name -> !name.equals(ClaimKeys.TOOL)).isEmpty()
                ? released
                : released.withAnnotation(OmniKeys.MANAGED_BY_GITOPS_TOOLS, tool.get());
    }
}
