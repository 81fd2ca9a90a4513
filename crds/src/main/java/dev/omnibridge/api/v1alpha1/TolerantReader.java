package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads a custom resource although its definition is newer than the program: values that are not known are left out and told by
 * {@link UnknownValues}. Otherwise one such object would make the list of all objects of its kind unreadable.
 */
abstract class TolerantReader<R extends CustomResource<S, T>, S, T> extends JsonDeserializer<R> {

    private final Supplier<R> empty;
    private final Class<S> spec;
    private final Class<T> status;

    TolerantReader(Supplier<R> empty, Class<S> spec, Class<T> status) {
        this.empty = empty;
        this.spec = spec;
        this.status = status;
    }

    @Override
    public R deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode json = context.readTree(parser);
        List<UnknownValue> unknown = new ArrayList<>(UnknownValues.takeOut(json.path("spec"), spec, "spec"));
        unknown.addAll(UnknownValues.takeOut(json.path("status"), status, "status"));
        R object = empty.get();
        if (json.hasNonNull("metadata")) {
            object.setMetadata(context.readTreeAsValue(json.get("metadata"), ObjectMeta.class));
        }
        if (json.hasNonNull("spec")) {
            object.setSpec(context.readTreeAsValue(json.get("spec"), spec));
        }
        if (json.hasNonNull("status")) {
            object.setStatus(context.readTreeAsValue(json.get("status"), status));
        }
        UnknownValues.keep(object.getMetadata(), unknown);
        return object;
    }

    static final class OfConnection extends TolerantReader<OmniConnection, OmniConnectionSpec, OmniConnectionStatus> {
        OfConnection() {
            super(OmniConnection::new, OmniConnectionSpec.class, OmniConnectionStatus.class);
        }
    }

    static final class OfCluster extends TolerantReader<OmniCluster, OmniClusterSpec, OmniClusterStatus> {
        OfCluster() {
            super(OmniCluster::new, OmniClusterSpec.class, OmniClusterStatus.class);
        }
    }

    static final class OfMachineSet extends TolerantReader<OmniMachineSet, OmniMachineSetSpec, OmniMachineSetStatus> {
        OfMachineSet() {
            super(OmniMachineSet::new, OmniMachineSetSpec.class, OmniMachineSetStatus.class);
        }
    }
}
