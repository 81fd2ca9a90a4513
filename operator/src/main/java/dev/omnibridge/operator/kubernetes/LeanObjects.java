package dev.omnibridge.operator.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * How objects are read from the API server, with little memory: without the record of who manages which field, which nothing asks for and which was more
 * than half of all that the operator kept, and without the classes of all kinds that Kubernetes has. (A client that reads a kubeconfig loads those for it; one
 * in a pod does not.)
 */
public final class LeanObjects {

    /** What an event of a watch may carry; of another kind it would be read twice, first as a map. */
    private static final List<Class<? extends KubernetesResource>> WATCHED = List.of(
            OmniConnection.class, OmniCluster.class, OmniMachineSet.class, Secret.class, ConfigMap.class, Status.class);

    private LeanObjects() {}

    /** For a client whose objects are kept. */
    public static KubernetesSerialization serialization() {
        var serialization = new KubernetesSerialization(
                new ObjectMapper().addMixIn(ObjectMeta.class, WithoutManagedFields.class), false);
        WATCHED.forEach(serialization::registerKubernetesResource);
        return serialization;
    }

    @JsonIgnoreProperties("managedFields")
    private interface WithoutManagedFields {}
}
