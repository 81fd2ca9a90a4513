package dev.omnibridge.operator.access;

import java.util.List;

/**
 * One thing the operator has to be allowed to do.
 *
 * @param apiGroup empty for Kubernetes' core group
 * @param resourceNames objects it is limited to; empty for all
 * @param why what it is for, in one line; becomes a comment in the manifest
 */
public record Right(
        String apiGroup,
        List<String> resources,
        List<String> resourceNames,
        List<String> verbs,
        Reach reach,
        String why) {

    public Right {
        resources = List.copyOf(resources);
        resourceNames = List.copyOf(resourceNames);
        verbs = List.copyOf(verbs);
    }

    /** Where a right holds. */
    public enum Reach {
        /**
         * In the whole cluster, by a ClusterRoleBinding: our own kinds, so that a namespace on its way out can't take the right away before the finalizers
         * are gone.
         */
        CLUSTER,
        /** In the namespaces the operator serves: a Role in each, or one ClusterRole for all. */
        SERVED_NAMESPACES,
        /** In the operator's own namespace. */
        OWN_NAMESPACE,
        /** In the namespace {@code default}, where Kubernetes keeps events about cluster-scoped objects. */
        DEFAULT_NAMESPACE
    }
}
