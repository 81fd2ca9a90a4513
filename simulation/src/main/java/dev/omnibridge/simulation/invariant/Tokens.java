package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.operator.OperatorProcess;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tokens as statuses printed them, with what they were printed for: a later claim is not what a person let be taken over. */
final class Tokens {

    private static final List<String> CLAIMS = List.of(
            OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES, OmniKeys.MANAGED_BY_GITOPS_TOOLS, Marks.OWNER, Marks.OWNER_UID);

    private final Map<String, Map<String, String>> claimsByTakeOver = new HashMap<>();

    /** A status was written. */
    void printed(OperatorProcess process, CustomResource<?, ?> object) {
        for (String token : Optional.ofNullable(awaiting(object)).orElse("").split(",", -1)) {
            if (token.startsWith("takeover:")) {
                String id = token.split(":", -1)[1];
                ResourceType<?> type =
                        object instanceof OmniCluster ? ResourceTypes.CLUSTERS : ResourceTypes.MACHINE_SETS;
                process.seen()
                        .flatMap(seen -> seen.kind(type).get(id))
                        .ifPresent(resource -> claimsByTakeOver.putIfAbsent(token, claims(resource)));
            }
        }
    }

    /** Whether the take-over of exactly this claim was approved; nodes go along with their set. */
    boolean isTakeOverApproved(Written written, Resource<?> before) {
        String id = before.type().equals(ResourceTypes.MACHINE_SET_NODES)
                ? before.label(OmniKeys.MACHINE_SET).orElse("")
                : before.id();
        return claimsByTakeOver.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("takeover:" + id + ":"))
                .filter(entry -> entry.getValue().equals(claims(before)))
                .anyMatch(entry -> written.isApprovedHereOrOnCluster(entry.getKey()));
    }

    private static Map<String, String> claims(Resource<?> resource) {
        Map<String, String> claims = new TreeMap<>();
        CLAIMS.forEach(key -> resource.annotation(key).ifPresent(value -> claims.put(key, value)));
        return claims;
    }

    private static @Nullable String awaiting(CustomResource<?, ?> object) {
        return switch (object) {
            case OmniCluster c when c.getStatus() != null -> c.getStatus().awaitingApproval();
            case OmniMachineSet s when s.getStatus() != null -> s.getStatus().awaitingApproval();
            default -> null;
        };
    }
}
