package dev.omnibridge.simulator.access;

import dev.omnibridge.omni.proto.cosi.LabelQuery;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.kind.Kind.Scope;
import java.util.List;
import java.util.Optional;

/** Decides about calls to resources: the role of the caller in the cluster they concern, against the table of kinds (wire-protocol.md 7). */
public final class Access {

    private final AccessTable table;
    private final ClusterRoles roles;

    /** Decisions by a table and the roles of callers in clusters. */
    public Access(AccessTable table, ClusterRoles roles) {
        this.table = table;
        this.roles = roles;
    }

    /** Why a caller may not do this to a resource; empty if it may. */
    public Optional<AccessDenied> to(Caller caller, Verb verb, Resource<?> resource) {
        String type = resource.type().name();
        return table.check(role(caller, clusterOf(resource)), verb, type);
    }

    /** The same of a resource that is not there, or is not looked at: only its id can tell a cluster. */
    public Optional<AccessDenied> to(Caller caller, Verb verb, String type, String id) {
        boolean isCluster = table.scope(type) == Scope.CLUSTER_ID && !id.isEmpty();
        return table.check(isCluster ? roles.in(caller, id) : caller.role(), verb, type);
    }

    /** Why a caller may not replace a resource, which could change the cluster it belongs to. */
    public Optional<AccessDenied> toUpdate(Caller caller, Optional<? extends Resource<?>> old, Resource<?> next) {
        return old.<Optional<AccessDenied>>map(stored -> to(caller, Verb.UPDATE, stored))
                .orElse(Optional.empty())
                .or(() -> to(caller, Verb.UPDATE, next));
    }

    /**
     * Why a caller may not list or watch a kind. Of resources that belong to clusters every query must name the cluster; else the role counts that the
     * caller has everywhere.
     */
    public Optional<AccessDenied> toMany(Caller caller, String type, List<LabelQuery> queries) {
        if (table.scope(type) == Scope.ACCOUNT) {
            return table.check(caller.role(), Verb.READ, type);
        }
        if (queries.isEmpty()) {
            return table.check(roles.everywhere(caller), Verb.READ, type);
        }
        return queries.stream()
                .map(query -> namedCluster(query)
                        .map(cluster -> roles.in(caller, cluster))
                        .orElseGet(() -> roles.everywhere(caller)))
                .flatMap(role -> table.check(role, Verb.READ, type).stream())
                .findFirst();
    }

    private Role role(Caller caller, Optional<String> cluster) {
        return cluster.filter(name -> !name.isEmpty())
                .map(name -> roles.in(caller, name))
                .orElse(caller.role());
    }

    private Optional<String> clusterOf(Resource<?> resource) {
        return switch (table.scope(resource.type().name())) {
            case ACCOUNT -> Optional.empty();
            case CLUSTER_ID -> Optional.of(resource.id());
            case CLUSTER_LABEL -> resource.label(OmniKeys.CLUSTER);
        };
    }

    private static Optional<String> namedCluster(LabelQuery query) {
        return query.getTermsList().stream()
                .filter(term -> term.getKey().equals(OmniKeys.CLUSTER)
                        && term.getOp() == LabelTerm.Operation.EQUAL
                        && term.getValueCount() > 0)
                .map(term -> term.getValue(0))
                .filter(cluster -> !cluster.isEmpty())
                .findFirst();
    }
}
