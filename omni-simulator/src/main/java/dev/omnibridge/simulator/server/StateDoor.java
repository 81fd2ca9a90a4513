package dev.omnibridge.simulator.server;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.cosi.CreateOptions;
import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.UpdateOptions;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.access.Access;
import dev.omnibridge.simulator.access.AccessTable;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.ClusterRoles;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Faults;
import dev.omnibridge.simulator.log.WriteLog;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.validation.RuleBook;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A client's writes without gRPC and without threads, for whoever shares the JVM with an Omni and its time: the same rights, rules and refusals as
 * {@link StateService}. Every method ends in the stored resource or in a {@link StatusRuntimeException} with Omni's code and words.
 */
public final class StateDoor {

    private static final Faults.OpenWatches NO_WATCHES = new Faults.OpenWatches() {
        @Override
        public int end(Calls calls, Status status) {
            return 0;
        }

        @Override
        public int error(Calls calls, String text) {
            return 0;
        }

        @Override
        public void nudge() {
            // nothing is held back
        }
    };

    private final Writes writes;
    private final Caller caller;

    /**
     * A door for one caller.
     *
     * @param cache what rules are judged on
     */
    public StateDoor(Store store, CachedReads cache, RuleBook rules, InstantSource time, Caller caller) {
        this.writes = new Writes(
                store,
                new Access(new AccessTable(OmniVersion.V1_10), new ClusterRoles(store)),
                cache,
                rules,
                new Faults(NO_WATCHES),
                new WriteLog(),
                time);
        this.caller = caller;
    }

    /** Creates a resource. */
    public <S extends Message> Resource<S> create(Resource<S> resource) {
        CreateRequest request = CreateRequest.newBuilder()
                .setResource(wire(resource))
                .setOptions(CreateOptions.getDefaultInstance())
                .build();
        return typed(resource.type(), writes.create(caller, request));
    }

    /** Replaces a resource at the version that it carries, if it is in that phase; without a phase, in any. */
    public <S extends Message> Resource<S> update(Resource<S> resource, Optional<Phase> expected) {
        UpdateOptions.Builder options = UpdateOptions.newBuilder();
        expected.map(Phase::wireName).ifPresent(options::setExpectedPhase);
        UpdateRequest request = UpdateRequest.newBuilder()
                .setNewResource(wire(resource))
                .setOptions(options)
                .build();
        return typed(resource.type(), writes.update(caller, request));
    }

    /** Destroys what nothing holds. */
    public void destroy(ResourceType<?> type, String id) {
        writes.destroy(caller, type.namespace(), type.name(), id, "");
    }

    private static dev.omnibridge.omni.proto.cosi.Resource wire(Resource<?> resource) {
        return dev.omnibridge.omni.proto.cosi.Resource.newBuilder()
                .setMetadata(resource.metadata())
                .setSpec(Spec.newBuilder().setProtoSpec(resource.spec().toByteString()))
                .build();
    }

    @SuppressWarnings("unchecked") // what was written is of the type that was sent
    private static <S extends Message> Resource<S> typed(ResourceType<S> type, Resource<?> stored) {
        if (!stored.type().name().equals(type.name())) {
            throw new IllegalStateException("asked for " + type + ", got " + stored.type());
        }
        return (Resource<S>) stored;
    }
}
