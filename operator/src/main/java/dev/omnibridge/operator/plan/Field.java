package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One field of a custom resource and its counterpart in an Omni resource. Values are canonical texts, so that they compare by meaning.
 *
 * @param path path in the custom resource
 * @param form how its values are written in a spec
 * @param touchesMachines whether a change of it reaches the machines: an upgrade, a new configuration, a reboot, a release
 * @param declared value in the spec; empty if the spec does not mention it
 * @param inOmni reads the value; empty if unset there
 * @param write sets the value, and nothing else
 * @param reset puts it to what a creation without the field would have sent
 */
record Field<S extends Message>(
        String path,
        Kind kind,
        Form form,
        boolean touchesMachines,
        Optional<String> declared,
        Function<Resource<S>, Optional<String>> inOmni,
        BiFunction<Resource<S>, String, Resource<S>> write,
        UnaryOperator<Resource<S>> reset) {

    /** How a value is written in a spec; the texts of Omni's values are the same but for what is said here. */
    enum Form {
        /** One key of a map, a text. */
        ENTRY,
        /** A version without {@code v}. */
        VERSION,
        /** A name, never empty. */
        NAME,
        /** true or false. */
        SWITCH,
        /** The size of a set: a number of replicas, or unlimited. */
        SIZE,
        /** The size of a control plane: a number of replicas, 1 or more. */
        CONTROL_PLANE_SIZE,
        /** A number in an object of its own, which goes with it. */
        PARALLELISM,
        /** The type of a strategy, on which other fields depend. */
        STRATEGY,
        /** The API server lets nobody change it. */
        FIXED
    }

    /** How a field is kept. */
    enum Kind {
        /** A field of the spec, or one key of a map: written whenever it differs, reset when it is dropped from the spec. */
        KEPT,
        /** Sent with the creation only; Omni does not let it change later. */
        CREATION
    }
}
