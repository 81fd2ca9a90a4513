package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.access.Right;
import dev.omnibridge.operator.access.Right.Reach;
import dev.omnibridge.operator.access.Rights;
import dev.omnibridge.operator.status.StatusEvent;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With exactly the rights that the manifests give in a served namespace. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class KubernetesEventsTest {

    private final KubernetesClient admin;
    private final KubernetesClient operator;
    private final OmniCluster cluster = new OmniCluster();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    KubernetesEventsTest(TestNamespace namespace) {
        this.admin = namespace.client();
        this.operator = namespace.newClientAs("event-writer");
        cluster.getMetadata().setNamespace(namespace.name());
        cluster.getMetadata().setName("demo");
        cluster.getMetadata().setUid("11111111-2222-3333-4444-555555555555");
    }

    @BeforeEach
    void grantWhatTheManifestsGrant() {
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("served")
                        .endMetadata()
                        .withRules(Rights.in(Reach.SERVED_NAMESPACES).stream()
                                .map(KubernetesEventsTest::rule)
                                .toList())
                        .build())
                .serverSideApply();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("served")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "served")
                        .addNewSubject("rbac.authorization.k8s.io", "User", "event-writer", null)
                        .build())
                .serverSideApply();
    }

    @AfterEach
    void close() {
        operator.close();
    }

    @Test
    void theSameWordsWithinAnHourAreCounted() {
        KubernetesEvents events = new KubernetesEvents(operator, () -> now, "default");
        for (int i = 0; i < 3; i++) {
            events.record(cluster, new StatusEvent(true, "Held", "the brake holds it"));
            now = now.plusSeconds(60);
        }

        List<Event> written = admin.v1().events().list().getItems();
        assertThat(written).singleElement().satisfies(event -> {
            assertThat(event.getCount()).isEqualTo(3);
            assertThat(event.getFirstTimestamp()).isEqualTo("2026-11-20T12:00:00Z");
            assertThat(event.getLastTimestamp()).isEqualTo("2026-11-20T12:02:00Z");
            assertThat(event.getMessage()).isEqualTo("the brake holds it");
        });
    }

    private static PolicyRule rule(Right right) {
        return new PolicyRuleBuilder()
                .withApiGroups(right.apiGroup())
                .withResources(right.resources())
                .withVerbs(right.verbs())
                .build();
    }
}
