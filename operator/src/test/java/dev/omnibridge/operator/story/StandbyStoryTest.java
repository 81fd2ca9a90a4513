package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.access.Rights;
import dev.omnibridge.operator.leadership.Election;
import dev.omnibridge.operator.leadership.ElectionException;
import dev.omnibridge.operator.leadership.LeaseTimes;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A process of the operator that waits for its turn. */
class StandbyStoryTest extends StoryTest {

    private static final int AN_HOUR = 3_600;

    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final Election.Candidate candidate = new Election.Candidate(
            "second",
            new LeaseTimes(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofMillis(300)),
            () -> isEnded.set(true));

    private final TestNamespace namespace;

    StandbyStoryTest(TestNamespace namespace) {
        super(namespace);
        this.namespace = namespace;
    }

    @Test
    @DisplayName(
            "R66: who stands by reads everything and writes nothing; when the lease is free it works at once, and it stops the moment in which another holds it")
    void standsByLeadsAndEnds() {
        int watchesOfOne = omni.simulator().openWatches();
        assertThat(watchesOfOne).isPositive();
        operatorStops();
        await().until(() -> omni.simulator().openWatches() == 0);
        story.apply(ClusterFile.of("demo").with("kubeconfig: {enabled: false}").yaml());
        WriteLog.Mark start = omni.writes().mark();
        leaseIsHeldBy("first");

        operatorStarts(candidate);

        await().until(() -> omni.simulator().openWatches() == watchesOfOne);
        assertThat(operator().healthTexts()).anyMatch(text -> text.endsWith("readyz: ok\n"));
        assertThat(operator().isLeading()).isFalse();
        assertThat(operator().metrics()).contains("omnibridge_leader 0.0");
        assertThat(writesToTheApiServer()).isEmpty();
        WriteLog.Mark warm = omni.writes().mark();

        leaseIsHeldBy("");
        story.awaitSynced("demo");
        assertThat(writesToTheApiServer().getFirst().path()).endsWith("/leases/" + Rights.LEASE);
        assertThat(omni.writesOf("demo", start)).hasSize(1);
        assertThat(omni.writes().since(warm).calls().watches())
                .as("watches that were opened only then, confirmations of absences aside")
                .isLessThan(watchesOfOne);

        leaseIsHeldBy("third");
        await().untilTrue(isEnded);
        assertThat(operator().isLeading()).isFalse();
        WriteLog.Mark deposed = omni.writes().mark();
        story.apply(ClusterFile.of("late").with("kubeconfig: {enabled: false}").yaml());
        operatorStarts();
        story.awaitSynced("late");
        assertThat(omni.writesOf("late", deposed)).hasSize(1);
    }

    @Test
    void aMissingRightIsToldWithTheRuleToAdd() {
        Election election = new Election(candidate, namespace.name(), () -> {});
        try (KubernetesClient nobody = namespace.newClientAs("system:serviceaccount:" + namespace.name() + ":nobody")) {
            assertThatThrownBy(() -> election.requireRights(nobody))
                    .isInstanceOf(ElectionException.class)
                    .hasMessageContainingAll(
                            "create and get and patch",
                            namespace.name(),
                            "apiGroups: [\"coordination.k8s.io\"]",
                            "leader-election");
        }
    }

    /** Questions about rights aside. */
    private List<ApiCalls.Write> writesToTheApiServer() {
        return operator().apiCalls().all().stream()
                .filter(write -> !write.path().endsWith("/selfsubjectaccessreviews"))
                .toList();
    }

    /** As the process of that name would do it that renewed it just now. */
    private void leaseIsHeldBy(String holder) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        story.client()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName(Rights.LEASE)
                        .withNamespace(story.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(holder)
                        .withLeaseDurationSeconds(AN_HOUR)
                        .withAcquireTime(now)
                        .withRenewTime(now)
                        .endSpec()
                        .build())
                .forceConflicts()
                .serverSideApply();
    }
}
