package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class LeanObjectsTest {

    private static final String OBJECT = """
            {"apiVersion": "omnibridge.dev/v1alpha1", "kind": "OmniCluster",
             "metadata": {"name": "demo", "labels": {"team": "a"}, "managedFields": [
               {"manager": "kubectl", "operation": "Apply", "apiVersion": "omnibridge.dev/v1alpha1", "fieldsType": "FieldsV1",
                "fieldsV1": {"f:spec": {"f:labels": {"f:tier": {}}}}}]},
             "spec": {"labels": {"tier": "gold"}}}
            """;

    @Test
    void onlyTheManagersOfFieldsAreLeftOut() {
        OmniCluster read = LeanObjects.serialization().unmarshal(OBJECT, OmniCluster.class);

        assertThat(read.getMetadata().getManagedFields()).isNullOrEmpty();
        assertThat(read.getMetadata().getAdditionalProperties()).isEmpty();
        assertThat(read.getMetadata().getName()).isEqualTo("demo");
        assertThat(read.getMetadata().getLabels()).containsEntry("team", "a");
        assertThat(read.getSpec().labels()).containsEntry("tier", "gold");
    }

    @Test
    void whatAWatchCarriesIsReadAsWhatItIsAndNoOtherKindIsLoaded() {
        KubernetesSerialization serialization = LeanObjects.serialization();
        WatchEvent event =
                serialization.unmarshal("{\"type\": \"ADDED\", \"object\": %s}".formatted(OBJECT), WatchEvent.class);

        assertThat(event.getObject()).isInstanceOf(OmniCluster.class);
        assertThat(serialization.getRegisteredKubernetesResource("v1", "Status"))
                .isEqualTo(Status.class);
        assertThat(serialization.getRegisteredKubernetesResource("v1", "Pod")).isNull();
    }
}
