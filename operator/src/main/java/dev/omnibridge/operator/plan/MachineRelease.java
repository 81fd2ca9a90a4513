package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.resource.Resource;
import java.time.Instant;

/**
 * Machines that an operation takes out of their cluster.
 *
 * @param id of the node, set or cluster in Omni that is removed or shrunk
 * @param version of that object the operation was planned at; together they name this one removal, also after a restart
 * @param created when that object was made, by Omni's clock: versions begin anew with each life of an id
 * @param machines how many
 * @param clusters 1 if it is a whole cluster, else 0
 */
public record MachineRelease(String id, long version, Instant created, int machines, int clusters) {

    /** What a change or removal of this object, as it was read, releases. */
    public static MachineRelease of(Resource<?> resource, int machines, int clusters) {
        return new MachineRelease(resource.id(), resource.version(), resource.created(), machines, clusters);
    }
}
