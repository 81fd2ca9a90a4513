package dev.omnibridge.operator.access;

import dev.omnibridge.operator.access.Right.Reach;
import java.util.List;

/** All rights of the operator. What is not here the tests run without, and so does the operator. */
public final class Rights {

    private static final String OURS = "omnibridge.dev";
    private static final List<String> NONE = List.of();

    /** Every right, in the order in which the manifests show them. */
    public static final List<Right> ALL = List.of(
            new Right(
                    OURS,
                    List.of("omniconnections"),
                    NONE,
                    List.of("get", "list", "watch", "create", "patch"),
                    Reach.CLUSTER,
                    "watch them; set our finalizer; make the connection that the environment describes"),
            new Right(
                    OURS,
                    List.of("omniclusters", "omnimachinesets"),
                    NONE,
                    List.of("get", "list", "watch", "patch"),
                    Reach.CLUSTER,
                    "watch them; set and remove our finalizer"),
            new Right(
                    OURS,
                    List.of("omniconnections/status", "omniclusters/status", "omnimachinesets/status"),
                    NONE,
                    List.of("patch"),
                    Reach.CLUSTER,
                    "write status"),
            new Right(
                    "apiextensions.k8s.io",
                    List.of("customresourcedefinitions"),
                    List.of(
                            "omniconnections.omnibridge.dev",
                            "omniclusters.omnibridge.dev",
                            "omnimachinesets.omnibridge.dev"),
                    List.of("get"),
                    Reach.CLUSTER,
                    "tell the deletion of an object from the deletion of its definition"),
            new Right(
                    "",
                    List.of("secrets"),
                    NONE,
                    List.of("create", "patch", "delete"),
                    Reach.SERVED_NAMESPACES,
                    "keep kubeconfigs; Secrets are never read"),
            new Right(
                    "",
                    List.of("events"),
                    NONE,
                    List.of("create", "patch"),
                    Reach.SERVED_NAMESPACES,
                    "tell what happens to an object"),
            new Right(
                    "",
                    List.of("secrets", "configmaps"),
                    NONE,
                    List.of("get", "watch"),
                    Reach.OWN_NAMESPACE,
                    "read and follow the credentials and certificates that connections name"),
            new Right(
                    "",
                    List.of("configmaps"),
                    NONE,
                    List.of("create"),
                    Reach.OWN_NAMESPACE,
                    "make the ConfigMap that tells this management cluster from its clones"),
            new Right(
                    "",
                    List.of("configmaps"),
                    List.of("omnibridge-incarnations"),
                    List.of("patch"),
                    Reach.OWN_NAMESPACE,
                    "keep that ConfigMap"),
            new Right(
                    "",
                    List.of("events"),
                    NONE,
                    List.of("create", "patch"),
                    Reach.DEFAULT_NAMESPACE,
                    "tell what happens to a connection"));

    private Rights() {}

    /** The rights that hold somewhere. */
    public static List<Right> in(Reach reach) {
        return ALL.stream().filter(right -> right.reach() == reach).toList();
    }
}
