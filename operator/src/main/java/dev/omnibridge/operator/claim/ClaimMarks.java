package dev.omnibridge.operator.claim;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;

/** Puts our marks on a resource that is about to be written; everything else on it stays. */
public final class ClaimMarks {

    private ClaimMarks() {}

    /** The resource with our claim and our memory on it, in the place of any other claim. */
    public static <S extends Message> Resource<S> claim(
            Resource<S> resource, Owner owner, Applied applied, FieldHash hash) {
        return resource.withMetadata(metadata -> metadata.putAnnotations(ClaimKeys.OWNER, owner.text())
                .putAnnotations(ClaimKeys.OWNER_UID, owner.uid())
                .putAnnotations(ClaimKeys.APPLIED, applied.text(hash))
                .putAnnotations(OmniKeys.MANAGED_BY_GITOPS_TOOLS, ClaimKeys.TOOL)
                .removeAnnotations(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES)
                .removeAnnotations(ClaimKeys.RELEASED));
    }

    /** The resource with the spec that our memory of it tells of replaced, and nothing else. */
    public static <S extends Message> Resource<S> at(Resource<S> resource, SpecMark spec) {
        return resource.annotation(ClaimKeys.APPLIED)
                .flatMap(text -> Applied.with(text, spec))
                .map(text -> resource.withAnnotation(ClaimKeys.APPLIED, text))
                .orElse(resource);
    }

    /** The resource with our claim given up: claim and memory give way to the mark that we were here. */
    public static <S extends Message> Resource<S> release(Resource<S> resource, Owner owner) {
        return resource.withMetadata(metadata -> metadata.removeAnnotations(ClaimKeys.OWNER)
                .removeAnnotations(ClaimKeys.OWNER_UID)
                .removeAnnotations(ClaimKeys.APPLIED)
                .removeAnnotations(OmniKeys.MANAGED_BY_GITOPS_TOOLS)
                .putAnnotations(ClaimKeys.RELEASED, owner.releaseMark()));
    }
}
