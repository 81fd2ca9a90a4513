package dev.omnibridge.simulator.fault;

import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.TeardownAndDestroyRequest;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.cosi.WatchRequest;

/**
 * A call as far as faults look at it.
 *
 * @param method for instance {@code Get} or {@code Kubeconfig}
 * @param type full type name; empty for calls of the management service
 * @param id id of the resource; empty for lists and watches of a kind
 */
public record Call(String method, String type, String id) {

    /** Reads what a request is about. */
    public static Call of(String method, Object request) {
        return switch (request) {
            case GetRequest get -> new Call(method, get.getType(), get.getId());
            case ListRequest list -> new Call(method, list.getType(), "");
            case WatchRequest watch -> new Call(method, watch.getType(), watch.getId());
            case CreateRequest create -> of(method, create.getResource().getMetadata());
            case UpdateRequest update -> of(method, update.getNewResource().getMetadata());
            case DestroyRequest destroy -> new Call(method, destroy.getType(), destroy.getId());
            case TeardownRequest teardown -> new Call(method, teardown.getType(), teardown.getId());
            case TeardownAndDestroyRequest teardown -> new Call(method, teardown.getType(), teardown.getId());
            default -> new Call(method, "", "");
        };
    }

    private static Call of(String method, Metadata metadata) {
        return new Call(method, metadata.getType(), metadata.getId());
    }
}
