package dev.omnibridge.simulation.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.state.Watch;
import dev.omnibridge.omni.state.WatchObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A client of Omni that leaves out a precondition. */
public record BentState(SimulatedState real, boolean dropsVersion, boolean dropsPhase) implements StateClient {

    /** Writes at whatever version is stored. */
    public static StateClient withoutVersion(StateClient real) {
        return new BentState((SimulatedState) real, true, false);
    }

    /** Names no phase. */
    public static StateClient withoutPhase(StateClient real) {
        return new BentState((SimulatedState) real, false, true);
    }

    @Override
    public <S extends Message> Resource<S> update(Resource<S> resource) {
        return dropsPhase ? real.update(bent(resource), Optional.empty()) : real.update(bent(resource));
    }

    @Override
    public <S extends Message> Resource<S> teardown(Resource<S> resource) {
        return dropsPhase ? real.teardown(bent(resource), Optional.empty()) : real.teardown(bent(resource));
    }

    private <S extends Message> Resource<S> bent(Resource<S> resource) {
        return dropsVersion
                ? real.stored(resource)
                        .map(stored -> resource.withMetadata(
                                m -> m.setVersion(stored.metadata().getVersion())))
                        .orElse(resource)
                : resource;
    }

    @Override
    public <S extends Message> Resource<S> get(ResourceType<S> type, String id) {
        return real.get(type, id);
    }

    @Override
    public <S extends Message> List<Resource<S>> list(ResourceType<S> type, LabelQuery... queries) {
        return real.list(type, queries);
    }

    @Override
    public <S extends Message> Resource<S> create(Resource<S> resource) {
        return real.create(resource);
    }

    @Override
    public void destroy(ResourceType<?> type, String id) {
        real.destroy(type, id);
    }

    @Override
    public <S extends Message> Watch watch(ResourceType<S> type, WatchObserver<S> observer, LabelQuery... queries) {
        return real.watch(type, observer, queries);
    }

    @Override
    public <S extends Message> Watch watchOne(ResourceType<S> type, String id, WatchObserver<S> observer) {
        return real.watchOne(type, id, observer);
    }

    @Override
    public <S extends Message> Optional<Resource<S>> getStored(ResourceType<S> type, String id, Duration within) {
        return real.getStored(type, id, within);
    }
}
