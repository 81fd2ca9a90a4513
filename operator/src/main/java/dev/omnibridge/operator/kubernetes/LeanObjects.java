package dev.omnibridge.operator.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * How objects are read from the API server: without the record of who manages which field. Nothing asks for it, and as maps within maps it was more than half
 * of all that the operator kept in memory.
 */
public final class LeanObjects {

    private LeanObjects() {}

    /** For a client whose objects are kept. */
    public static KubernetesSerialization serialization() {
        return new KubernetesSerialization(
                new ObjectMapper().addMixIn(ObjectMeta.class, WithoutManagedFields.class), true);
    }

    @JsonIgnoreProperties("managedFields")
    private interface WithoutManagedFields {}
}
