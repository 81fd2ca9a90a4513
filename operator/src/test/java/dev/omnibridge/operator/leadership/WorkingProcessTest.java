package dev.omnibridge.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.access.Rights;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealKubernetes
class WorkingProcessTest {

    private static final LeaseTimes OFTEN =
            new LeaseTimes(Duration.ofSeconds(10), Duration.ofSeconds(7), Duration.ofMillis(500));

    private final TestNamespace namespace;

    WorkingProcessTest(TestNamespace namespace) {
        this.namespace = namespace;
    }

    @AfterEach
    void forgetTheLease() {
        namespace.client().resources(Lease.class).withName(Rights.LEASE).delete();
    }

    @Test
    void withoutALeaseNobodyWorks() {
        assertThat(find()).isEmpty();
    }

    @Test
    void whoRenewsTheLeaseWorksAndWhoGaveItBackDoesNot() throws InterruptedException {
        CountDownLatch leads = new CountDownLatch(1);
        try (Election election =
                new Election(new Election.Candidate("me", OFTEN, () -> {}), namespace.name(), leads::countDown)) {
            election.begin(namespace.client());
            leads.await();
            assertThat(find()).contains("me");

            election.giveBack();
            assertThat(find()).isEmpty();
        }
    }

    @Test
    void whoDoesNotRenewItForAWholeLeaseHasDiedHoweverItsClockWent() {
        namespace
                .client()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName(Rights.LEASE)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("dead")
                        .withLeaseDurationSeconds(1)
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1))
                        .endSpec()
                        .build())
                .create();

        assertThat(find()).isEmpty();
    }

    private Optional<String> find() {
        return WorkingProcess.find(namespace.client(), namespace.name());
    }
}
