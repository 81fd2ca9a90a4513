package dev.omnibridge.simulator.server;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.access.Access;
import dev.omnibridge.simulator.access.AccessDenied;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Verb;
import dev.omnibridge.simulator.state.StoreException;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;

/** Get and List: rights, the lagging cache, and the resources that are computed when they are read. */
final class Reads {

    private static final String VIRTUAL = "virtual";
    private static final String PROVIDERS = "infra-provider";

    private final Access access;
    private final CachedReads cache;
    private final VirtualResources virtual;
    private final ExternalResources external;

    Reads(Access access, CachedReads cache, VirtualResources virtual, ExternalResources external) {
        this.access = access;
        this.cache = cache;
        this.virtual = virtual;
        this.external = external;
    }

    Resource<?> get(Caller caller, GetRequest request) {
        ResourceType<?> type = known(request.getType());
        Optional<Resource<?>> found = find(caller, type, request.getNamespace(), request.getId());
        check(found.map(resource -> access.to(caller, Verb.READ, resource))
                .orElseGet(() -> access.to(caller, Verb.READ, type.name(), request.getId())));
        return found.orElseThrow(
                () -> StoreException.notFound(request.getType(), request.getNamespace(), request.getId()));
    }

    List<Resource<?>> list(Caller caller, ListRequest request) {
        ResourceType<?> type = known(request.getType());
        check(access.toMany(caller, type.name(), request.getOptions().getLabelQueryList()));
        if (request.getNamespace().equals(ExternalResources.NAMESPACE)) {
            return external.list(type, request.getOptions());
        }
        var fits = Queries.of(
                request.getOptions().getLabelQueryList(),
                request.getOptions().hasIdQuery(),
                request.getOptions().getIdQuery());
        return all(caller, type, request.getNamespace()).stream().filter(fits).toList();
    }

    /** The type of a watch that the caller may open; the watch of one resource is judged by its id alone. */
    ResourceType<?> watched(Caller caller, WatchRequest request) {
        ResourceType<?> type = known(request.getType());
        check(
                request.hasId()
                        ? access.to(caller, Verb.READ, type.name(), request.getId())
                        : access.toMany(
                                caller, type.name(), request.getOptions().getLabelQueryList()));
        return type;
    }

    private static ResourceType<?> known(String typeName) {
        return KnownTypes.find(typeName)
                .orElseThrow(() -> Refusal.validation(Optional.of(AccessDenied.closed()), List.of()));
    }

    private static void check(Optional<AccessDenied> denied) {
        if (denied.isPresent()) {
            throw Refusal.validation(denied, List.of());
        }
    }

    private Optional<Resource<?>> find(Caller caller, ResourceType<?> type, String namespace, String id) {
        if (namespace.equals(ExternalResources.NAMESPACE)) {
            return external.find(type, id);
        }
        if (!namespace.equals(type.namespace())) {
            return Optional.empty();
        }
        if (type.namespace().equals(VIRTUAL)) {
            return virtual.find(caller, type, id);
        }
        return cache.get(type, id).map(resource -> resource);
    }

    private List<Resource<?>> all(Caller caller, ResourceType<?> type, String namespace) {
        if (namespace.equals(VIRTUAL)) {
            if (type.equals(ResourceTypes.CURRENT_USERS)) {
                return virtual.find(caller, type, "current").stream().toList();
            }
            throw Refusal.of(Status.UNIMPLEMENTED, "unsupported resource type for list \"" + type.name() + "\"");
        }
        if (namespace.equals(PROVIDERS) && !type.namespace().equals(PROVIDERS)) {
            throw Refusal.of(
                    Status.PERMISSION_DENIED,
                    "internal error: resource \"" + type.name() + "\" is not an infra provider managed resource");
        }
        // a namespace that is not there, or has no such kind, is an empty list [live]
        return namespace.equals(type.namespace()) ? widen(cache.list(type)) : List.of();
    }

    private static <S extends Message> List<Resource<?>> widen(List<Resource<S>> resources) {
        return List.copyOf(resources);
    }
}
