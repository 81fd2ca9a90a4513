package dev.omnibridge.operator.status;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.KindSnapshot;
import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An Omni that holds what a test puts into it; every kind is mirrored, bootstrapped and live. */
final class OmniInTest implements OmniSnapshot {

    private final Map<String, Resource<?>> resources = new LinkedHashMap<>();

    OmniInTest put(Resource<?> resource) {
        resources.put(resource.reference(), resource);
        return this;
    }

    /** Replaces the spec of something that is there. */
    @SuppressWarnings("unchecked")
    <S extends Message> OmniInTest change(ResourceType<S> type, String id, UnaryOperator<Resource<S>> change) {
        Resource<S> there = (Resource<S>) Optional.ofNullable(resources.get(type.shortName() + "/" + id))
                .orElseThrow(() -> new AssertionError("there is no " + type + "/" + id));
        return put(change.apply(there));
    }

    OmniInTest remove(ResourceType<?> type, String id) {
        resources.remove(type.shortName() + "/" + id);
        return this;
    }

    @Override
    public <S extends Message> KindSnapshot<S> kind(ResourceType<S> type) {
        return new Kind<>(type);
    }

    @Override
    public Set<ResourceType<?>> kinds() {
        return Set.of(ResourceTypes.MACHINE_STATUSES, ResourceTypes.MACHINE_STATUS_SNAPSHOTS);
    }

    private final class Kind<S extends Message> implements KindSnapshot<S> {

        private final ResourceType<S> type;

        Kind(ResourceType<S> type) {
            this.type = type;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Collection<Resource<S>> all() {
            return resources.values().stream()
                    .filter(resource -> resource.type().equals(type))
                    .map(resource -> (Resource<S>) resource)
                    .toList();
        }

        @Override
        public Optional<Resource<S>> get(String id) {
            return all().stream().filter(resource -> resource.id().equals(id)).findFirst();
        }

        @Override
        public List<Resource<S>> byIndex(String index, String key) {
            String label = index.equals(MirroredKind.BY_CLUSTER) ? OmniKeys.CLUSTER : OmniKeys.MACHINE_SET;
            return all().stream()
                    .filter(resource ->
                            resource.label(label).filter(key::equals).isPresent())
                    .sorted(Comparator.comparing(Resource::id))
                    .toList();
        }

        @Override
        public MirrorState state() {
            return new MirrorState(true, true, null, null);
        }
    }
}
