package dev.omnibridge.simulator.server;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.access.Access;
import dev.omnibridge.simulator.access.AccessDenied;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Verb;
import dev.omnibridge.simulator.fault.Call;
import dev.omnibridge.simulator.fault.Faults;
import dev.omnibridge.simulator.log.RecordedWrite.Rpc;
import dev.omnibridge.simulator.log.WriteLog;
import dev.omnibridge.simulator.server.Attempt.Effect;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreException;
import dev.omnibridge.simulator.validation.RuleBook;
import io.grpc.Status;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What clients change: rights and rules first, judged on the lagging cache, then the store. Everything ends up in the write log. */
final class Writes {

    private final Store store;
    private final Access access;
    private final CachedReads cache;
    private final RuleBook rules;
    private final Faults faults;
    private final WriteLog log;
    private final InstantSource time;

    Writes(
            Store store,
            Access access,
            CachedReads cache,
            RuleBook rules,
            Faults faults,
            WriteLog log,
            InstantSource time) {
        this.store = store;
        this.access = access;
        this.cache = cache;
        this.rules = rules;
        this.faults = faults;
        this.log = log;
        this.time = time;
    }

    Resource<?> create(Caller caller, CreateRequest request) {
        Metadata asked = request.getResource().getMetadata();
        Attempt attempt = attempt(caller, Rpc.CREATE, asked.getType(), asked.getId(), Optional.empty());
        return attempt.run(log, time, () -> {
                    checkIsThere(request.hasResource());
                    Metadata metadata = Wire.envelope(request.getResource());
                    Resource<?> stored = create(
                            caller,
                            known(metadata.getType()),
                            request.getResource(),
                            request.getOptions().getOwner());
                    return new Effect(Optional.empty(), Optional.of(stored));
                })
                .after()
                .orElseThrow();
    }

    Resource<?> update(Caller caller, UpdateRequest request) {
        Metadata asked = request.getNewResource().getMetadata();
        Optional<String> expected = request.getOptions().hasExpectedPhase()
                ? Optional.of(request.getOptions().getExpectedPhase())
                : Optional.empty();
        Attempt attempt = new Attempt(
                caller,
                Rpc.UPDATE,
                asked.getType(),
                asked.getId(),
                Optional.of(asked.getVersion()),
                // what is no phase is refused below
                expected.filter(Writes::isPhase).map(Phase::ofWireName));
        return attempt.run(log, time, () -> {
                    checkIsThere(request.hasNewResource());
                    Metadata metadata = Wire.envelope(request.getNewResource());
                    checkIsThere(request.hasOptions());
                    Optional<Phase> phase = expected.map(Wire::phase);
                    return update(caller, known(metadata.getType()), request, phase);
                })
                .after()
                .orElseThrow();
    }

    void destroy(Caller caller, String namespace, String typeName, String id, String owner) {
        attempt(caller, Rpc.DESTROY, typeName, id, Optional.empty()).run(log, time, () -> {
            ResourceType<?> type = checkRemoval(caller, namespace, typeName, id);
            return store.atomically(() -> {
                Optional<Resource<?>> before = store.get(type, id).map(resource -> resource);
                store.destroy(owner, type, id);
                return new Effect(before, Optional.empty());
            });
        });
    }

    /** Marks for removal; tells whether nothing holds the resource. */
    boolean teardown(Caller caller, Rpc rpc, String namespace, String typeName, String id, String owner) {
        Effect effect = attempt(caller, rpc, typeName, id, Optional.empty()).run(log, time, () -> {
            ResourceType<?> type = checkRemoval(caller, namespace, typeName, id);
            return store.atomically(() -> {
                Optional<Resource<?>> before = store.get(type, id).map(resource -> resource);
                store.teardown(owner, type, id);
                return new Effect(before, store.get(type, id).map(resource -> resource));
            });
        });
        return effect.after().map(after -> after.finalizers().isEmpty()).orElse(true);
    }

    private <S extends Message> Resource<S> create(
            Caller caller, ResourceType<S> type, dev.omnibridge.omni.proto.cosi.Resource wire, String owner) {
        checkNamespace(type, wire.getMetadata().getNamespace());
        Resource<S> asked = Wire.resource(type, wire);
        check(type, access.to(caller, Verb.CREATE, asked), rules.onCreate(asked));
        // the client's update time is kept; one that sends none gets the epoch [live]
        Resource<S> timed = asked.metadata().hasUpdated()
                ? asked
                : asked.withMetadata(metadata -> metadata.setUpdated(Timestamp.getDefaultInstance()));
        return store.create(owner, timed);
    }

    private <S extends Message> Effect update(
            Caller caller, ResourceType<S> type, UpdateRequest request, Optional<Phase> phase) {
        Resource<S> next = Wire.resource(type, request.getNewResource());
        Optional<Resource<S>> old = cached(type, next.metadata().getNamespace(), next.id());
        check(
                type,
                access.toUpdate(caller, old, next),
                old.map(o -> rules.onUpdate(o, next)).orElse(List.of()));
        if (old.isEmpty()) {
            throw StoreException.notFound(type.name(), next.metadata().getNamespace(), next.id());
        }
        return store.atomically(() -> {
            if (faults.writesBefore(new Call("Update", type.name(), next.id()))) {
                store.get(type, next.id()).ifPresent(stored -> store.update(stored.owner(), stored, Optional.empty()));
            }
            Optional<Resource<?>> before = store.get(type, next.id()).map(resource -> resource);
            Resource<S> after = store.update(request.getOptions().getOwner(), next, phase);
            return new Effect(before, Optional.of(after));
        });
    }

    /** Rights and rules of a removal, in the order of the server: rights are told even about what is not there. */
    private ResourceType<?> checkRemoval(Caller caller, String namespace, String typeName, String id) {
        ResourceType<?> type = known(typeName);
        checkRemoval(caller, type, namespace, id);
        return type;
    }

    private <S extends Message> void checkRemoval(Caller caller, ResourceType<S> type, String namespace, String id) {
        Optional<Resource<S>> old = cached(type, namespace, id);
        Optional<AccessDenied> denied = old.map(resource -> access.to(caller, Verb.DESTROY, resource))
                .orElseGet(() -> access.to(caller, Verb.DESTROY, type.name(), id));
        check(type, denied, old.map(rules::onDestroy).orElse(List.of()));
        if (old.isEmpty()) {
            throw StoreException.notFound(type.name(), namespace, id);
        }
    }

    private <S extends Message> Optional<Resource<S>> cached(ResourceType<S> type, String namespace, String id) {
        return namespace.equals(type.namespace()) ? cache.get(type, id) : Optional.empty();
    }

    private static ResourceType<?> known(String typeName) {
        return KnownTypes.find(typeName)
                .orElseThrow(() -> Refusal.validation(Optional.of(AccessDenied.closed()), List.of()));
    }

    private static void checkNamespace(ResourceType<?> type, String namespace) {
        if (!namespace.equals(type.namespace())) {
            throw Refusal.unknown("resource " + type.name() + " is not supported in namespace \"" + namespace
                    + "\": it lives in \"" + type.namespace() + "\"");
        }
    }

    private static void check(ResourceType<?> type, Optional<AccessDenied> denied, List<String> problems) {
        if (denied.isEmpty() && !KnownTypes.isKept(type.name())) {
            throw Refusal.of(Status.UNIMPLEMENTED, "the simulator keeps no " + type.name());
        }
        if (denied.isPresent() || !problems.isEmpty()) {
            throw Refusal.validation(denied, problems);
        }
    }

    /** The real server takes these parts of a request without looking whether they were sent. */
    private static void checkIsThere(boolean isThere) {
        if (!isThere) {
            throw Refusal.panic("invalid memory address or nil pointer dereference");
        }
    }

    private static boolean isPhase(String text) {
        return text.equals(Phase.RUNNING.wireName()) || text.equals(Phase.TEARING_DOWN.wireName());
    }

    private static Attempt attempt(Caller caller, Rpc rpc, String type, String id, Optional<String> version) {
        return new Attempt(caller, rpc, type, id, version, Optional.empty());
    }
}
