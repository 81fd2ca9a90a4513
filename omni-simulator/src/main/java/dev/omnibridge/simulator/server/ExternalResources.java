package dev.omnibridge.simulator.server;

import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.Event.EventType;
import dev.omnibridge.omni.proto.cosi.LabelQuery;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.ListOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.backup.BackupStore;
import dev.omnibridge.simulator.kind.BackupKinds;
import dev.omnibridge.simulator.state.StoreException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The namespace {@code external}: what lies in the backup store, by cluster only; a watch of it tells no more than what is there at its beginning. */
final class ExternalResources {

    static final String NAMESPACE = "external";

    private static final int MOST = 1000;

    private final CachedReads cache;
    private final BackupStore backups;

    ExternalResources(CachedReads cache, BackupStore backups) {
        this.cache = cache;
        this.backups = backups;
    }

    /** The backups of the cluster that the options name. */
    List<Resource<?>> list(ResourceType<?> type, ListOptions options) {
        checkType(type, "list");
        if (options.hasIdQuery() && !options.getIdQuery().getRegexp().isEmpty()) {
            throw invalid("ID query is not supported");
        }
        return of(cluster(options.getLabelQueryList())
                .orElseThrow(() -> invalid("cluster ID must be specified in query")));
    }

    /** The backup of this id, whose cluster is told by the id. */
    Optional<Resource<?>> find(ResourceType<?> type, String id) {
        checkType(type, "get");
        int dash = id.lastIndexOf('-');
        if (dash < 0) {
            throw invalid("invalid ID \"" + id + "\"");
        }
        if (!id.substring(dash + 1).matches("\\d+")) {
            throw invalid("invalid timestamp in ID \"" + id + "\": strconv.Atoi: parsing \"" + id.substring(dash + 1)
                    + "\": invalid syntax");
        }
        String cluster = id.substring(0, dash);
        return Optional.of(of(cluster).stream()
                .filter(backup -> backup.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        Status.NOT_FOUND,
                        "resource doesn't exist: etcd backup \"" + id + "\" for cluster \"" + cluster
                                + "\" not found")));
    }

    /** What a watch tells before it falls silent. */
    List<List<Event>> watch(ResourceType<?> type, WatchRequest request) {
        if (request.hasId()) {
            throw unsupported("watch is not supported");
        }
        checkType(type, "watch");
        if (request.getOptions().getAggregated()) {
            throw unsupported("watch kind aggregated is not supported");
        }
        if (!request.getOptions().getBootstrapContents()) {
            throw unsupported("should pass WithBootstrapContents option");
        }
        String cluster = cluster(request.getOptions().getLabelQueryList())
                .orElseThrow(() -> unsupported("cluster ID must be specified in query"));
        List<List<Event>> told = new ArrayList<>();
        try {
            of(cluster)
                    .forEach(backup -> told.add(List.of(Event.newBuilder()
                            .setEventType(EventType.CREATED)
                            .setResource(Wire.of(backup))
                            .build())));
            told.add(List.of(
                    Event.newBuilder().setEventType(EventType.BOOTSTRAPPED).build()));
        } catch (StatusRuntimeException e) {
            told.add(List.of(Event.newBuilder()
                    .setEventType(EventType.ERRORED)
                    .setError("list error: " + e.getStatus().getDescription())
                    .build()));
        }
        return told;
    }

    private List<Resource<?>> of(String cluster) {
        String uuid = cache.get(ResourceTypes.CLUSTER_UUIDS, cluster)
                .map(known -> known.spec().getUuid())
                .orElseThrow(() -> Refusal.of(
                        Status.NOT_FOUND,
                        "failed to get cluster UUID by ID: failed to get: "
                                + StoreException.notFound(ResourceTypes.CLUSTER_UUIDS.name(), "default", cluster)
                                        .getMessage()));
        return backups.list(uuid).stream()
                .limit(MOST)
                .<Resource<?>>map(backup -> backup.resource(cluster))
                .toList();
    }

    /** The cluster of the only term there may be. */
    private static Optional<String> cluster(List<LabelQuery> queries) {
        Optional<String> cluster = Optional.empty();
        for (LabelQuery query : queries) {
            for (LabelTerm term : query.getTermsList()) {
                if (!term.getKey().equals(OmniKeys.CLUSTER) || term.getOp() != LabelTerm.Operation.EQUAL) {
                    throw invalid("unsupported label query term {" + term.getKey() + " " + term.getOpValue() + "}");
                }
                if (term.getValueCount() == 0 || term.getValue(0).isEmpty()) {
                    throw invalid("empty value for \"" + term.getKey() + "\" is not supported");
                }
                cluster = Optional.of(term.getValue(0));
            }
        }
        return cluster;
    }

    private static void checkType(ResourceType<?> type, String call) {
        if (!type.equals(BackupKinds.ETCD_BACKUPS)) {
            throw unsupported(
                    "unsupported resource kind for " + call + " \"" + type.name() + "(external/@undefined)\"");
        }
    }

    private static StatusRuntimeException invalid(String text) {
        return Refusal.unknown("failed to validate: " + text);
    }

    private static StatusRuntimeException unsupported(String text) {
        return Refusal.unknown("unsupported resource type: " + text);
    }
}
