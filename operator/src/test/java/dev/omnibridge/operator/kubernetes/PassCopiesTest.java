package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatusBuilder;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassCopiesTest {

    private static final String METADATA = """
            metadata:
              name: demo
              namespace: team-a
              uid: 4711
              resourceVersion: "12"
              generation: 3
              finalizers: [omnibridge.dev/finalizer]
              annotations: {omnibridge.dev/adopt: "yes"}
            """;

    private final PassCopies copies = new PassCopies();

    @ParameterizedTest
    @ValueSource(classes = {OmniCluster.class, OmniMachineSet.class, OmniConnection.class})
    void aCopyIsEqual(Class<? extends CustomResource<?, ?>> kind) {
        CustomResource<?, ?> object = new KubernetesSerialization().unmarshal(METADATA, kind);

        assertThat(copies.clone(object)).isNotSameAs(object).isInstanceOf(kind).isEqualTo(object);
    }

    @Test
    void whatAPassNotesOnItsCopyIsNotNotedOnTheCachedObject() {
        OmniCluster cached = new KubernetesSerialization().unmarshal(METADATA, OmniCluster.class);
        OmniCluster copy = copies.clone(cached);

        copy.getMetadata().setResourceVersion("13");
        copy.getMetadata().getFinalizers().clear();
        copy.getMetadata().getAnnotations().clear();
        copy.setStatus(OmniClusterStatusBuilder.builder().clusterName("demo").build());

        assertThat(cached.getMetadata().getResourceVersion()).isEqualTo("12");
        assertThat(cached.getMetadata().getFinalizers()).containsExactly("omnibridge.dev/finalizer");
        assertThat(cached.getMetadata().getAnnotations()).containsOnlyKeys("omnibridge.dev/adopt");
        assertThat(cached.getStatus()).isNull();
    }

    @Test
    void otherKindsAreNoSubjectOfAPass() {
        assertThatThrownBy(() -> copies.clone(new ConfigMap())).hasMessageContaining("ConfigMap");
    }
}
