package dev.omnibridge.simulation.planted;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpecBuilder;
import dev.omnibridge.omni.mirror.KindSnapshot;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.operator.plan.ConnectionFacts;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Observations that are not so. */
final class Lies {

    private Lies() {}

    /** Every resource in Omni as it is not. */
    static Object inOmni(Object observation, UnaryOperator<Resource<?>> lie) {
        Object bent = slice(observation, "omni", lie);
        return Records.has(bent, "clusterInOmni") ? slice(bent, "clusterInOmni", lie) : bent;
    }

    private static Object slice(Object observation, String component, UnaryOperator<Resource<?>> lie) {
        Object slice = Records.get(observation, component);
        OmniSnapshot bent = new BentSnapshot((OmniSnapshot) Records.get(slice, "omni"), lie);
        return Records.with(observation, component, Records.with(slice, "omni", bent));
    }

    /** Nothing is paused. */
    static Object unpaused(Object observation) {
        Object bent = observation;
        if (Records.get(bent, "object") instanceof OmniCluster cluster) {
            bent = Records.with(bent, "object", unpaused(cluster));
        }
        if (Records.has(bent, "cluster")) {
            Optional<?> cluster = (Optional<?>) Records.get(bent, "cluster");
            bent = Records.with(bent, "cluster", cluster.map(c -> unpaused((OmniCluster) c)));
        }
        ConnectionFacts facts = (ConnectionFacts) Records.get(bent, "connection");
        return Records.with(bent, "connection", Records.with(facts, "isPaused", false));
    }

    private static OmniCluster unpaused(OmniCluster cluster) {
        OmniCluster copy = copy(cluster);
        copy.setSpec(
                OmniClusterSpecBuilder.builder(cluster.getSpec()).paused(null).build());
        return copy;
    }

    /** Everything is to be deleted in Omni, whatever the policies say. */
    static Object onDelete(Object observation) {
        if (((CustomResource<?, ?>) Records.get(observation, "object"))
                        .getMetadata()
                        .getDeletionTimestamp()
                == null) {
            return observation;
        }
        return switch (Records.get(observation, "object")) {
            case OmniCluster cluster -> {
                OmniCluster copy = copy(cluster);
                copy.setStatus(null);
                copy.setSpec(OmniClusterSpecBuilder.builder(cluster.getSpec())
                        .deletionPolicy(DeletionPolicy.DELETE)
                        .build());
                yield Records.with(observation, "object", copy);
            }
            case OmniMachineSet set -> {
                OmniMachineSet copy = new OmniMachineSet();
                copy.setMetadata(set.getMetadata());
                copy.setSpec(OmniMachineSetSpecBuilder.builder(set.getSpec())
                        .deletionPolicy(DeletionPolicy.DELETE)
                        .build());
                yield Records.with(observation, "object", copy);
            }
            default -> observation;
        };
    }

    /** The object carries our finalizer. */
    static Object withFinalizer(Object observation) {
        return withMetadata(observation, metadata -> metadata.addToFinalizers("omnibridge.dev/finalizer"));
    }

    /** No spec was ever newer. */
    static Object newest(Object observation) {
        return withMetadata(observation, metadata -> metadata.withGeneration(1_000L));
    }

    private static Object withMetadata(Object observation, UnaryOperator<ObjectMetaBuilder> change) {
        return switch (Records.get(observation, "object")) {
            case OmniCluster cluster -> {
                OmniCluster copy = copy(cluster);
                copy.setMetadata(change.apply(new ObjectMetaBuilder(cluster.getMetadata()))
                        .build());
                yield Records.with(observation, "object", copy);
            }
            case OmniMachineSet set -> {
                OmniMachineSet copy = new OmniMachineSet();
                copy.setSpec(set.getSpec());
                copy.setStatus(set.getStatus());
                copy.setMetadata(
                        change.apply(new ObjectMetaBuilder(set.getMetadata())).build());
                yield Records.with(observation, "object", copy);
            }
            default -> observation;
        };
    }

    private static OmniCluster copy(OmniCluster cluster) {
        OmniCluster copy = new OmniCluster();
        copy.setMetadata(cluster.getMetadata());
        copy.setSpec(cluster.getSpec());
        copy.setStatus(cluster.getStatus());
        return copy;
    }

    private record BentSnapshot(OmniSnapshot real, UnaryOperator<Resource<?>> lie) implements OmniSnapshot {

        @Override
        public <S extends Message> KindSnapshot<S> kind(ResourceType<S> type) {
            return new BentKind<>(real.kind(type), lie);
        }

        @Override
        public Set<ResourceType<?>> kinds() {
            return real.kinds();
        }
    }

    private record BentKind<S extends Message>(KindSnapshot<S> real, UnaryOperator<Resource<?>> lie)
            implements KindSnapshot<S> {

        @Override
        public Optional<Resource<S>> get(String id) {
            return real.get(id).map(this::bent);
        }

        @Override
        public Collection<Resource<S>> all() {
            return real.all().stream().map(this::bent).toList();
        }

        @Override
        public Collection<Resource<S>> byIndex(String index, String key) {
            return real.byIndex(index, key).stream().map(this::bent).toList();
        }

        @Override
        public MirrorState state() {
            return real.state();
        }

        @SuppressWarnings("unchecked") // lies keep the type
        private Resource<S> bent(Resource<S> resource) {
            return (Resource<S>) lie.apply(resource);
        }
    }
}
