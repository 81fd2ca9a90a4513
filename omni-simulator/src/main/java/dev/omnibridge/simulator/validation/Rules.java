package dev.omnibridge.simulator.validation;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.List;

/**
 * The rules of one type. Each method returns the broken ones, as the server words them.
 *
 * @param <S> spec of the type
 */
interface Rules<S extends Message> {

    /** The type. */
    ResourceType<S> type();

    /** What speaks against a new resource. */
    List<String> onCreate(Resource<S> next);

    /** What speaks against a change. */
    List<String> onUpdate(Resource<S> old, Resource<S> next);

    /** What speaks against removal, asked when a running resource is torn down or destroyed. */
    default List<String> onDestroy(Resource<S> old) {
        return List.of();
    }
}
