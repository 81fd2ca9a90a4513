package dev.omnibridge.simulation.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniErrors;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.state.Watch;
import dev.omnibridge.omni.state.WatchObserver;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Omni's state as one operator process reaches it: calls may fail before or after their effect, watches lag. */
public final class SimulatedState implements StateClient {

    private final OmniWorld omni;
    private final OperatorProcess process;
    private final Stage stage;
    private final List<WatchStream<?>> streams = new ArrayList<>();

    /** The way of a process to this Omni. */
    public SimulatedState(OmniWorld omni, OperatorProcess process, Stage stage) {
        this.omni = omni;
        this.process = process;
        this.stage = stage;
    }

    /** Its open watches. */
    public List<? extends Stream> streams() {
        return streams;
    }

    /** Ends all its watches. */
    public void close() {
        List.copyOf(streams).forEach(WatchStream::close);
    }

    @Override
    public <S extends Message> Resource<S> get(ResourceType<S> type, String id) {
        return call(
                "Get " + type.shortName() + "/" + id,
                false,
                () -> omni.store()
                        .get(type, id)
                        .orElseThrow(
                                () -> new OmniException.NotFound(type.shortName() + "/" + id + ": not found", null)));
    }

    @Override
    public <S extends Message> List<Resource<S>> list(ResourceType<S> type, LabelQuery... queries) {
        return call("List " + type.shortName(), false, () -> omni.store().list(type, queries));
    }

    @Override
    public <S extends Message> Resource<S> create(Resource<S> resource) {
        return write(
                Stage.Write.CREATE,
                resource,
                Optional.empty(),
                () -> omni.door().create(resource));
    }

    @Override
    public <S extends Message> Resource<S> update(Resource<S> resource) {
        return update(resource, Optional.of(Phase.RUNNING));
    }

    /** As {@link #update(Resource)} with another expected phase, or with none: nobody but a planted bug does so. */
    public <S extends Message> Resource<S> update(Resource<S> resource, Optional<Phase> expected) {
        return write(Stage.Write.UPDATE, resource, expected, () -> omni.door().update(resource, expected));
    }

    @Override
    public <S extends Message> Resource<S> teardown(Resource<S> resource) {
        return teardown(resource, Optional.of(Phase.RUNNING));
    }

    /** As {@link #teardown(Resource)} with another expected phase, or with none: nobody but a planted bug does so. */
    public <S extends Message> Resource<S> teardown(Resource<S> resource, Optional<Phase> expected) {
        return write(
                Stage.Write.TEARDOWN,
                resource,
                expected,
                () -> omni.door().update(resource.withPhase(Phase.TEARING_DOWN), expected));
    }

    @Override
    public void destroy(ResourceType<?> type, String id) {
        throw new OmniException.Unsupported("nothing of ours destroys: " + type.shortName() + "/" + id, null);
    }

    @Override
    public <S extends Message> Watch watch(ResourceType<S> type, WatchObserver<S> observer, LabelQuery... queries) {
        return open(type, Optional.empty(), observer);
    }

    @Override
    public <S extends Message> Watch watchOne(ResourceType<S> type, String id, WatchObserver<S> observer) {
        return open(type, Optional.of(id), observer);
    }

    @Override
    public <S extends Message> Optional<Resource<S>> getStored(ResourceType<S> type, String id, Duration within) {
        return call(
                "ask the store for " + type.shortName() + "/" + id,
                false,
                () -> omni.store().get(type, id));
    }

    /** What is stored now, for planted bugs that write without having read. */
    public <S extends Message> Optional<Resource<S>> stored(Resource<S> resource) {
        return omni.store().get(resource.type(), resource.id());
    }

    private <S extends Message> Watch open(ResourceType<S> type, Optional<String> id, WatchObserver<S> observer) {
        WatchStream<S> stream = new WatchStream<>(omni.store(), type, id, observer, streams::remove);
        streams.add(stream);
        if (omni.faults().isDown()) {
            stream.end("for this simulation");
        } else {
            stream.begin();
        }
        return stream;
    }

    private <S extends Message> Resource<S> write(
            Stage.Write write, Resource<S> sent, Optional<Phase> expected, Supplier<Resource<S>> body) {
        return call(write + " " + sent.reference(), true, () -> {
            omni.tick();
            Optional<Resource<?>> before =
                    omni.store().get(sent.type(), sent.id()).map(r -> r);
            try {
                Resource<S> after = body.get();
                stage.wroteToOmni(process, write, sent, expected, before, after);
                return after;
            } catch (StatusRuntimeException e) {
                stage.refusedByOmni(process, write, sent, String.valueOf(e.getMessage()));
                throw OmniErrors.of(
                        write == Stage.Write.CREATE ? OmniErrors.Call.CREATE : OmniErrors.Call.UPDATE,
                        sent.reference(),
                        e);
            }
        });
    }

    private <T> T call(String what, boolean isWrite, Supplier<T> body) {
        String call = (what.contains(ResourceTypes.MACHINE_LABELS.shortName()) ? Stage.RECORD : "Omni:") + " " + what;
        stage.before(process, call, isWrite);
        Optional<OmniFaults.Kind> fault = omni.faults().next();
        if (fault.isPresent() && !OmniFaults.isAfterEffect(fault.get())) {
            throw OmniFaults.failure(fault.get(), call);
        }
        T result = body.get();
        stage.after(process, call, isWrite);
        if (fault.isPresent()) {
            throw OmniFaults.failure(fault.get(), call);
        }
        return result;
    }
}
