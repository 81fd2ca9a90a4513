package dev.omnibridge.simulation.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionSpec;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpec;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Custom resources by hand: specs and statuses are immutable records and shared, the rest is copied. */
final class Objects {

    private Objects() {}

    static Kind kindOf(HasMetadata object) {
        return switch (object) {
            case OmniConnection _ -> Kind.CONNECTION;
            case OmniCluster _ -> Kind.CLUSTER;
            case OmniMachineSet _ -> Kind.MACHINE_SET;
            default -> throw new IllegalArgumentException("no kind of ours: " + object.getKind());
        };
    }

    /** An object of that content; {@code status} may be null. */
    static CustomResource<?, ?> of(Kind kind, ObjectMeta metadata, Object spec, @Nullable Object status) {
        CustomResource<?, ?> object = switch (kind) {
            case CONNECTION -> {
                OmniConnection connection = new OmniConnection();
                connection.setSpec((OmniConnectionSpec) spec);
                connection.setStatus((OmniConnectionStatus) status);
                yield connection;
            }
            case CLUSTER -> {
                OmniCluster cluster = new OmniCluster();
                cluster.setSpec((OmniClusterSpec) spec);
                cluster.setStatus((OmniClusterStatus) status);
                yield cluster;
            }
            case MACHINE_SET -> {
                OmniMachineSet set = new OmniMachineSet();
                set.setSpec((OmniMachineSetSpec) spec);
                set.setStatus((OmniMachineSetStatus) status);
                yield set;
            }
        };
        object.setMetadata(metadata);
        return object;
    }

    /** A copy that its reader may change. */
    @SuppressWarnings("unchecked") // a copy is of its original's class
    static <T extends CustomResource<?, ?>> T copy(T object) {
        return (T) of(kindOf(object), copy(object.getMetadata()), object.getSpec(), object.getStatus());
    }

    static ObjectMeta copy(ObjectMeta metadata) {
        ObjectMeta copy = new ObjectMeta();
        copy.setNamespace(metadata.getNamespace());
        copy.setName(metadata.getName());
        copy.setUid(metadata.getUid());
        copy.setResourceVersion(metadata.getResourceVersion());
        copy.setGeneration(metadata.getGeneration());
        copy.setCreationTimestamp(metadata.getCreationTimestamp());
        copy.setDeletionTimestamp(metadata.getDeletionTimestamp());
        copy.setFinalizers(new ArrayList<>(metadata.getFinalizers()));
        copy.setLabels(copy(metadata.getLabels()));
        copy.setAnnotations(copy(metadata.getAnnotations()));
        return copy;
    }

    private static Map<String, String> copy(@Nullable Map<String, String> map) {
        return map == null ? new LinkedHashMap<>() : new LinkedHashMap<>(map);
    }
}
