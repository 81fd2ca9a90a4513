package dev.omnibridge.simulation.invariant;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulation.operator.OperatorProcess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Marks on objects in Omni and approvals on custom resources, read without the operator's own code. */
final class Marks {

    static final String OWNER = "omnibridge.dev/owner";
    static final String OWNER_UID = "omnibridge.dev/owner-uid";
    static final String RELEASED = "omnibridge.dev/released";
    private static final String APPROVE = "omnibridge.dev/approve";
    private static final String GITOPS = "omni.sidero.dev/managed-by-gitops-tools";

    private Marks() {}

    static String ownerText(HasMetadata object) {
        return OperatorProcess.INSTANCE + "/" + object.getKind() + "/"
                + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }

    static boolean isOurs(Resource<?> resource, HasMetadata object) {
        return !hasOtherTool(resource)
                && resource.annotation(OWNER).equals(Optional.of(ownerText(object)))
                && resource.annotation(OWNER_UID)
                        .equals(Optional.of(object.getMetadata().getUid()));
    }

    /** Ours under another uid, or given up by an object of that name. */
    static boolean isReturning(Resource<?> resource, HasMetadata object) {
        if (hasOtherTool(resource) || isOurs(resource, object)) {
            return false;
        }
        Optional<String> owner = resource.annotation(OWNER);
        return owner.isPresent()
                ? owner.get().equals(ownerText(object))
                : resource.annotation(RELEASED)
                        .filter(mark -> mark.startsWith(ownerText(object) + "@"))
                        .isPresent();
    }

    static boolean isUnclaimed(Resource<?> resource) {
        return !hasOtherTool(resource) && !resource.hasAnnotation(OWNER);
    }

    static boolean hasOtherTool(Resource<?> resource) {
        return resource.hasAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES)
                || resource.annotation(GITOPS)
                        .filter(tool -> !tool.equals("omnibridge"))
                        .isPresent();
    }

    static boolean isApproved(HasMetadata object, String tokenPrefix) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null
                && Arrays.stream(annotations.getOrDefault(APPROVE, "").split(",", -1))
                        .map(String::trim)
                        .anyMatch(token -> token.startsWith(tokenPrefix));
    }
}
