package dev.omnibridge.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ObservedLeaseTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private long now;
    private final Stored stored = new Stored();
    private final Tenure tenure = new Tenure(Duration.ofSeconds(20), () -> now);
    private final ObservedLease lease = new ObservedLease(stored, tenure, () -> now);
    private final KubernetesClient client = new KubernetesClientBuilder().build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    @DisplayName("R66: another's lease runs from when its renewal was seen here, whatever the clock over there says")
    void clocksMayDiffer() {
        stored.record = held("other", ZonedDateTime.now(ZoneOffset.UTC).minusHours(1));
        assertThat(isExpired()).isFalse();
        pass(LEASE.minusSeconds(1));
        assertThat(isExpired()).isFalse();

        stored.record = held("other", ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        assertThat(isExpired()).isFalse();
        pass(LEASE.minusSeconds(1));
        assertThat(isExpired()).isFalse();
        pass(Duration.ofSeconds(1).plusMillis(1));

        assertThat(isExpired()).isTrue();
    }

    @Test
    void whatIsRenewedExtendsTheTenureAndWhatIsRefusedDoesNot() {
        tenure.begin();
        lease.create(client, held("me", ZonedDateTime.now(ZoneOffset.UTC)));
        pass(Duration.ofSeconds(15));
        lease.update(client, held("me", ZonedDateTime.now(ZoneOffset.UTC)));
        pass(Duration.ofSeconds(15));
        assertThat(tenure.isHeld()).isTrue();

        stored.refuses = true;
        assertThatThrownBy(() -> lease.update(client, held("me", ZonedDateTime.now(ZoneOffset.UTC))))
                .isInstanceOf(KubernetesClientException.class);
        pass(Duration.ofSeconds(5));

        assertThat(tenure.isLost()).isTrue();
    }

    @Test
    @DisplayName("a lease that is given back has an empty holder: none at all would change nothing in a merge")
    void givenBack() {
        lease.update(client, held(null, ZonedDateTime.now(ZoneOffset.UTC)));

        assertThat(Optional.ofNullable(stored.record).map(LeaderElectionRecord::getHolderIdentity))
                .contains("");
        assertThat(tenure.isHeld()).isFalse();
    }

    @Test
    void attemptsThatHaveEndedAreNoticed() {
        pass(Duration.ofMinutes(2));
        assertThat(lease.untouchedFor()).isEqualTo(Duration.ofMinutes(2));

        lease.get(client);

        assertThat(lease.untouchedFor()).isZero();
    }

    /** As the elector decides it. */
    private boolean isExpired() {
        LeaderElectionRecord seen = lease.get(client);
        return seen != null
                && ZonedDateTime.now(ZoneOffset.UTC).isAfter(seen.getRenewTime().plus(seen.getLeaseDuration()));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static LeaderElectionRecord held(@Nullable String holder, ZonedDateTime renewed) {
        return new LeaderElectionRecord(holder, LEASE, renewed, renewed, 0);
    }

    /** What is on the API server. */
    private static final class Stored implements Lock {

        private @Nullable LeaderElectionRecord record;
        private boolean refuses;

        @Override
        public @Nullable LeaderElectionRecord get(KubernetesClient client) {
            return record;
        }

        @Override
        public void create(KubernetesClient client, LeaderElectionRecord next) {
            update(client, next);
        }

        @Override
        public void update(KubernetesClient client, LeaderElectionRecord next) {
            if (refuses) {
                throw new KubernetesClientException("conflict", 409, null);
            }
            record = next;
        }

        @Override
        public String identity() {
            return "me";
        }

        @Override
        public String describe() {
            return "lease";
        }
    }
}
