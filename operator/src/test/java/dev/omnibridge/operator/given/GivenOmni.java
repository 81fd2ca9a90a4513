package dev.omnibridge.operator.given;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.KindSnapshot;
import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.operator.claim.ClaimIndex;
import dev.omnibridge.operator.plan.Operation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A snapshot of Omni put together by a test. Resources are stored as Omni would store them: with a version, one more for each write. */
public final class GivenOmni implements OmniSnapshot {

    private final Map<ResourceType<?>, SortedMap<String, Resource<?>>> kinds = new HashMap<>();
    private boolean live = true;

    /** Puts a resource in, or another content in the place of one. */
    public GivenOmni with(Resource<?>... resources) {
        for (Resource<?> resource : resources) {
            of(resource.type()).put(resource.id(), stored(resource));
        }
        return this;
    }

    public GivenOmni without(ResourceType<?> type, String id) {
        of(type).remove(id);
        return this;
    }

    /** No watch stands any more. */
    public GivenOmni notLive() {
        live = false;
        return this;
    }

    /** Carries operations out as Omni does; fails where one was planned on another version. */
    public GivenOmni carryOut(List<Operation> operations) {
        operations.forEach(this::carryOut);
        return this;
    }

    private void carryOut(Operation operation) {
        Resource<?> present =
                of(operation.resource().type()).get(operation.resource().id());
        switch (operation) {
            case Operation.Create create -> {
                if (present != null) {
                    throw new AssertionError(create.summary() + ": already exists");
                }
                with(create.resource());
            }
            case Operation.Update update -> {
                expectVersion(update.resource(), present);
                with(update.after());
            }
            case Operation.Teardown teardown -> {
                expectVersion(teardown.resource(), present);
                with(teardown.resource().withPhase(Phase.TEARING_DOWN));
            }
        }
    }

    private static void expectVersion(Resource<?> planned, @Nullable Resource<?> present) {
        if (present == null || present.version() != planned.version() || present.isTearingDown()) {
            throw new AssertionError("planned on " + planned + " but there is " + present);
        }
    }

    private <S extends Message> Resource<S> stored(Resource<S> resource) {
        Resource<?> before = of(resource.type()).get(resource.id());
        long version = before == null ? 1 : before.version() + 1;
        return resource.withMetadata(metadata -> metadata.setVersion(Long.toString(version)));
    }

    private SortedMap<String, Resource<?>> of(ResourceType<?> type) {
        return kinds.computeIfAbsent(type, t -> new TreeMap<>());
    }

    @Override
    public <S extends Message> KindSnapshot<S> kind(ResourceType<S> type) {
        return new Kind<>(type);
    }

    @Override
    public Set<ResourceType<?>> kinds() {
        return kinds.keySet();
    }

    @Override
    public boolean live() {
        return live;
    }

    private final class Kind<S extends Message> implements KindSnapshot<S> {
        private final ResourceType<S> type;

        Kind(ResourceType<S> type) {
            this.type = type;
        }

        @Override
        public Optional<Resource<S>> get(String id) {
            return Optional.ofNullable(of(type).get(id)).map(this::typed);
        }

        @Override
        public Collection<Resource<S>> all() {
            return of(type).values().stream().map(this::typed).toList();
        }

        @Override
        public Collection<Resource<S>> byIndex(String index, String key) {
            MirroredKind<S> mirrored = ClaimIndex.on(MirroredKind.of(type));
            var keys = mirrored.indexes().get(index);
            if (keys == null) {
                throw new IllegalArgumentException("no index " + index);
            }
            return all().stream().filter(r -> keys.apply(r).contains(key)).toList();
        }

        @Override
        public MirrorState state() {
            return new MirrorState(true, live, null, null);
        }

        @SuppressWarnings("unchecked")
        private Resource<S> typed(Resource<?> resource) {
            return (Resource<S>) resource;
        }
    }
}
