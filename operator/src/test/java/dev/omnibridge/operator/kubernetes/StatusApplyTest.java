package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniClusterStatusBuilder;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.leadership.Leadership;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class StatusApplyTest {

    private static final String FILE = """
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniCluster
            metadata: {name: demo, labels: {team: a}, annotations: {note: b}}
            spec: {kubernetes: {version: 1.35.2}, talos: {version: 1.13.8}}
            """;
    private static final OmniClusterStatus STATUS = OmniClusterStatusBuilder.builder()
            .observedGeneration(1L)
            .clusterName("demo")
            .build();

    private final KubernetesClient client;
    private final StatusApply statuses;

    StatusApplyTest(TestNamespace namespace) {
        this.client = namespace.client();
        this.statuses = new StatusApply(client, Leadership.ALONE);
    }

    @BeforeEach
    void none() {
        client.resources(OmniCluster.class).withName("demo").delete();
    }

    @Test
    @DisplayName(
            "R62: the unchanged file applied again after status and finalizer changes nothing and conflicts with nothing")
    void gitOpsMayApplyItsFileAgain() {
        OmniCluster applied = apply();
        statuses.write(applied, STATUS);
        new FinalizerPatch(client, Leadership.ALONE).add(live());
        OmniCluster before = live();

        OmniCluster again = apply();

        assertThat(again.getMetadata().getResourceVersion())
                .isEqualTo(before.getMetadata().getResourceVersion());
        assertThat(again.getMetadata().getManagedFields())
                .filteredOn(entry -> StatusApply.FIELD_MANAGER.equals(entry.getManager()))
                .singleElement()
                .extracting(ManagedFieldsEntry::getFieldsV1)
                .satisfies(
                        fields -> assertThat(fields.getAdditionalProperties()).containsOnlyKeys("f:status"));
    }

    @Test
    void theSameStatusAgainDoesNotMoveTheVersion() {
        String first = statuses.write(apply(), STATUS).orElseThrow();
        assertThat(statuses.write(live(), STATUS)).contains(first);
    }

    @Test
    void whatANewStatusLeavesOutGoes() {
        statuses.write(apply(), STATUS);
        statuses.write(
                live(),
                OmniClusterStatusBuilder.builder().observedGeneration(2L).build());
        assertThat(live().getStatus().clusterName()).isNull();
        assertThat(live().getStatus().observedGeneration()).isEqualTo(2);
    }

    @Test
    @DisplayName("R40: a status for an object whose spec changed meanwhile is not written")
    void aStaleObjectIsTold() {
        OmniCluster stale = apply();
        client.resources(OmniCluster.class).withName("demo").edit(c -> {
            c.getMetadata().setAnnotations(Map.of("note", "c"));
            return c;
        });
        assertThat(statuses.write(stale, STATUS)).isEmpty();
        assertThat(live().getStatus()).isNull();
    }

    @Test
    void anObjectThatIsGoneIsNotMadeAgain() {
        OmniCluster gone = apply();
        client.resource(gone).delete();
        assertThat(statuses.write(gone, STATUS)).isEmpty();
        assertThat(live()).isNull();
        apply();
        assertThat(statuses.write(gone, STATUS)).isEmpty();
        assertThat(live().getStatus()).isNull();
    }

    private OmniCluster live() {
        return client.resources(OmniCluster.class).withName("demo").get();
    }

    private OmniCluster apply() {
        OmniCluster cluster = client.getKubernetesSerialization().unmarshal(FILE, OmniCluster.class);
        return client.resource(cluster)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("argocd")
                                .build(),
                        cluster);
    }
}
