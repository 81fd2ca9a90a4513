package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator with rights that are missing, or that are just enough. */
class RightsStoryTest extends StoryTest {

    private final WriteLog.Mark start = omni.writes().mark();

    RightsStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "a namespace without rights on Secrets is a reason of the kubeconfig alone: the cluster is remembered, and once"
                    + " removed in Omni it is never made again")
    void missingRightsOnSecretsConcernTheKubeconfigAlone() {
        omni.withMachines(1, 0);
        story.client().rbac().roleBindings().withName("omnibridge-served").delete();

        story.apply(ClusterFile.of("demo").controlPlanes(1).yaml());
        story.awaitCluster("demo", "KubeconfigReady", "False", "NotAllowed");
        story.awaitSynced("demo");
        assertThat(new ClusterView(story, "demo").messageOf("KubeconfigReady"))
                .contains("demo-kubeconfig", "cannot patch resource", "servedNamespaces", "config/rbac");
        assertThat(story.cluster("demo").orElseThrow().getStatus().clusterName())
                .isEqualTo("demo");

        ui.delete(ResourceTypes.CLUSTERS, "demo");
        story.awaitCluster("demo", "Ready", "False", "RemovedInOmni");
        aPassGoesBy();
        assertThat(omni.writesOf("demo", start))
                .filteredOn(write ->
                        write.rpc() == RecordedWrite.Rpc.CREATE && write.id().equals("demo"))
                .hasSize(1);
    }
}
