package dev.omnibridge.operator.access;

import dev.omnibridge.operator.access.Right.Reach;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The manifests under {@code config/rbac}, written from {@link Rights}; a test keeps the files equal. */
public final class RbacManifests {

    private static final String HEADER =
            "# Written from the operator's list of rights (access.Rights); a test compares.\n";
    private static final String NAMESPACE = "omnibridge";

    private RbacManifests() {}

    /** File name, relative to {@code config/rbac}, and content. */
    public static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "base/rights.yaml",
                HEADER
                        + role("ClusterRole", "omnibridge", null, Reach.CLUSTER)
                        + binding("ClusterRoleBinding", "omnibridge", null, "ClusterRole")
                        + role("Role", "omnibridge-own", NAMESPACE, Reach.OWN_NAMESPACE)
                        + binding("RoleBinding", "omnibridge-own", NAMESPACE, "Role")
                        + role("Role", "omnibridge-events", "default", Reach.DEFAULT_NAMESPACE)
                        + binding("RoleBinding", "omnibridge-events", "default", "Role"));
        files.put(
                "cluster/rights.yaml",
                HEADER
                        + "# All namespaces are served: the operator may write Secrets everywhere.\n"
                        + role("ClusterRole", "omnibridge-served", null, Reach.SERVED_NAMESPACES)
                        + binding("ClusterRoleBinding", "omnibridge-served", null, "ClusterRole"));
        files.put(
                "namespaced/rights.yaml",
                HEADER
                        + "# One served namespace: kustomize sets its name; use one such base for each.\n"
                        + role("Role", "omnibridge-served", "served-namespace", Reach.SERVED_NAMESPACES)
                        + binding("RoleBinding", "omnibridge-served", "served-namespace", "Role"));
        return files;
    }

    private static String role(String kind, String name, @Nullable String namespace, Reach reach) {
        String rules = Rights.in(reach).stream().map(RbacManifests::rule).collect(Collectors.joining());
        return "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: %s\nmetadata:\n  name: %s\n%srules:\n%s"
                .formatted(kind, name, namespaceLine(namespace), rules);
    }

    /** One rule of a Role, as it stands in its manifest. */
    public static String rule(Right right) {
        String names =
                right.resourceNames().isEmpty() ? "" : "    resourceNames: " + list(right.resourceNames()) + "\n";
        return "  # %s\n  - apiGroups: [\"%s\"]\n    resources: %s\n%s    verbs: %s\n"
                .formatted(right.why(), right.apiGroup(), list(right.resources()), names, list(right.verbs()));
    }

    private static String binding(String kind, String name, @Nullable String namespace, String roleKind) {
        return """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: %s
                metadata:
                  name: %s
                %sroleRef:
                  apiGroup: rbac.authorization.k8s.io
                  kind: %s
                  name: %s
                subjects:
                  - kind: ServiceAccount
                    name: omnibridge
                    namespace: %s
                """.formatted(kind, name, namespaceLine(namespace), roleKind, name, NAMESPACE);
    }

    private static String namespaceLine(@Nullable String namespace) {
        return namespace == null ? "" : "  namespace: " + namespace + "\n";
    }

    private static String list(List<String> items) {
        return items.stream().map(item -> "\"" + item + "\"").collect(Collectors.joining(", ", "[", "]"));
    }
}
