package dev.omnibridge.demo.table;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Custom resources as YAML tells them. */
final class Objects {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private Objects() {}

    static OmniConnection connection(String yaml) {
        return YAML.unmarshal(yaml, OmniConnection.class);
    }

    static OmniCluster cluster(String yaml) {
        return YAML.unmarshal(yaml, OmniCluster.class);
    }

    static OmniMachineSet set(String yaml) {
        return YAML.unmarshal(yaml, OmniMachineSet.class);
    }
}
