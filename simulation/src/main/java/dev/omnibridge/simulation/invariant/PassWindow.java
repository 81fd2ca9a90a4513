package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.simulation.kubernetes.Key;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pass as it began: what it was given, and what could be known then. A decision may rest on anything that was true at some moment of it.
 *
 * @param object as the informer showed it
 * @param cluster the OmniCluster of a set, as the informer showed it
 * @param sets those of a cluster, likewise
 * @param revision of the API server
 * @param seen what the process knew of Omni
 * @param facts what it knew of the connection
 * @param stored what really stood in Omni at the object's name
 */
public record PassWindow(
        Key key,
        CustomResource<?, ?> object,
        Optional<OmniCluster> cluster,
        List<OmniMachineSet> sets,
        long revision,
        Instant begin,
        Optional<OmniSnapshot> seen,
        Optional<ConnectionFacts> facts,
        Optional<Resource<?>> stored) {

    /** Uid of the object. */
    public String uid() {
        return object.getMetadata().getUid();
    }
}
