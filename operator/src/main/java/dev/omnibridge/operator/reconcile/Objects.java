package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import java.util.List;
import java.util.Optional;

/** Port to our custom resources as the informers show them: cheap, complete, perhaps a moment old. */
public interface Objects {

    /** The OmniCluster of that name. */
    Optional<OmniCluster> cluster(String namespace, String name);

    /** The OmniMachineSets whose clusterRef names this cluster object. */
    List<OmniMachineSet> machineSetsOf(String namespace, String clusterName);

    /** All OmniClusters that would have this name in Omni, through whatever connection. */
    List<OmniCluster> clustersNamed(String omniName);

    /** The OmniConnection of that name. */
    Optional<OmniConnection> connection(String name);
}
