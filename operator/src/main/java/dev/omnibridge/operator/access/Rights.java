package dev.omnibridge.operator.access;

import dev.omnibridge.operator.access.Right.Reach;
import java.util.List;
import java.util.stream.Stream;

/** All rights of the operator. What is not here the tests run without, and so does the operator. */
public final class Rights {

    private static final String OURS = "omnibridge.dev";
    private static final List<String> NONE = List.of();

    /** Name of the Lease by which processes agree which of them works. */
    public static final String LEASE = "omnibridge";

    /** What that takes, in the operator's own namespace. */
    public static final List<Right> LEADER_ELECTION = List.of(
            new Right(
                    "coordination.k8s.io",
                    List.of("leases"),
                    NONE,
                    List.of("create"),
                    Reach.OWN_NAMESPACE,
                    "make the Lease by which two processes agree which of them works"),
            new Right(
                    "coordination.k8s.io",
                    List.of("leases"),
                    List.of(LEASE),
                    List.of("get", "patch"),
                    Reach.OWN_NAMESPACE,
                    "hold that Lease, renew it and give it back"));

    private static final List<Right> OTHERS = List.of(
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

    /** Every right, in the order in which the manifests show them. */
    public static final List<Right> ALL =
            Stream.concat(OTHERS.stream(), LEADER_ELECTION.stream()).toList();

    private Rights() {}

    /** The rights that hold somewhere. */
    public static List<Right> in(Reach reach) {
        return ALL.stream().filter(right -> right.reach() == reach).toList();
    }
}
