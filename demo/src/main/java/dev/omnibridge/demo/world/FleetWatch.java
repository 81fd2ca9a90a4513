package dev.omnibridge.demo.world;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.demo.table.Fleet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** All custom resources as the API server has them, kept up to date by watches. */
public final class FleetWatch implements AutoCloseable {
    private final SharedIndexInformer<OmniConnection> connections;
    private final SharedIndexInformer<OmniCluster> clusters;
    private final SharedIndexInformer<OmniMachineSet> sets;

    /** Begins to watch, and returns when the first lists are there. */
    public FleetWatch(KubernetesClient client) {
        this.connections = client.resources(OmniConnection.class).inform();
        this.clusters = client.resources(OmniCluster.class).inAnyNamespace().inform();
        this.sets = client.resources(OmniMachineSet.class).inAnyNamespace().inform();
    }

    /** What there is now. */
    public Fleet now() {
        return new Fleet(
                connections.getStore().list(),
                clusters.getStore().list(),
                sets.getStore().list());
    }

    @Override
    public void close() {
        connections.stop();
        clusters.stop();
        sets.stop();
    }
}
