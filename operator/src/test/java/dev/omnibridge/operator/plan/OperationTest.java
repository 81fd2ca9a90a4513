package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTest {

    private final Resource<ClusterSpec> resource = cluster("demo", "1.13.8", "1.35.2");

    @Test
    void theJournalSaysWhatHappensToWhat() {
        assertThat(new Operation.Create(resource, List.of()).summary()).isEqualTo("create Clusters/demo");
        assertThat(update(ClaimChange.KEPT)).isEqualTo("update Clusters/demo");
        assertThat(update(ClaimChange.TAKEN)).isEqualTo("claim Clusters/demo");
        assertThat(update(ClaimChange.TAKEN_OVER)).isEqualTo("take over Clusters/demo");
        assertThat(update(ClaimChange.RELEASED)).isEqualTo("release Clusters/demo");
        assertThat(new Operation.Teardown(resource, 3, 1).summary()).isEqualTo("tear down Clusters/demo");
    }

    private String update(ClaimChange claim) {
        return new Operation.Update(resource, resource, List.of(), claim).summary();
    }
}
