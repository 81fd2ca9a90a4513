package dev.omnibridge.operator.leadership;

import dev.omnibridge.operator.access.ServerWords;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease as this process sees it. Another's lease runs from the moment its last renewal was first seen here, not from the time that the other wrote
 * into it: clocks of two nodes may differ by more than a lease. What we renew ourselves is told to the tenure.
 */
final class ObservedLease implements Lock {

    private static final Logger LOG = LoggerFactory.getLogger(ObservedLease.class);

    private final Lock lease;
    private final Tenure tenure;
    private final LongSupplier nanos;

    private volatile long triedAt;
    private @Nullable LeaderElectionRecord seen;
    private long seenAt;
    private String told = "";

    ObservedLease(Lock lease, Tenure tenure, LongSupplier nanos) {
        this.lease = lease;
        this.tenure = tenure;
        this.nanos = nanos;
        this.triedAt = nanos.getAsLong();
    }

    /** How long nobody has tried to get or renew it; the elector does so for ever, unless it has ended for a mistake. */
    Duration untouchedFor() {
        return Duration.ofNanos(nanos.getAsLong() - triedAt);
    }

    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
        triedAt = nanos.getAsLong();
        try {
            LeaderElectionRecord found = lease.get(client);
            told = "";
            return found == null ? null : observed(found);
        } catch (KubernetesClientException e) {
            throw told(e);
        }
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord next) {
        long sentAt = nanos.getAsLong();
        try {
            lease.create(client, next);
        } catch (KubernetesClientException e) {
            throw told(e);
        }
        renewed(next, sentAt);
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord next) {
        long sentAt = nanos.getAsLong();
        try {
            lease.update(client, withHolder(next));
        } catch (KubernetesClientException e) {
            throw told(e);
        }
        renewed(next, sentAt);
    }

    @Override
    public String identity() {
        return lease.identity();
    }

    @Override
    public String describe() {
        return lease.describe();
    }

    private void renewed(LeaderElectionRecord next, long sentAt) {
        if (identity().equals(next.getHolderIdentity())) {
            tenure.renewed(sentAt);
        }
    }

    private LeaderElectionRecord observed(LeaderElectionRecord found) {
        long now = nanos.getAsLong();
        boolean isNews = seen == null
                || !Objects.equals(seen.getRenewTime(), found.getRenewTime())
                || !Objects.equals(seen.getHolderIdentity(), found.getHolderIdentity());
        if (isNews) {
            seen = found;
            seenAt = now;
        }
        return new LeaderElectionRecord(
                found.getHolderIdentity(),
                found.getLeaseDuration(),
                found.getAcquireTime(),
                ZonedDateTime.now(ZoneOffset.UTC).minusNanos(now - seenAt),
                found.getLeaderTransitions());
    }

    /** The client sends what changed in a merge, where a holder that is null would be no change. */
    private static LeaderElectionRecord withHolder(LeaderElectionRecord next) {
        return new LeaderElectionRecord(
                Optional.ofNullable(next.getHolderIdentity()).orElse(""),
                next.getLeaseDuration(),
                next.getAcquireTime(),
                next.getRenewTime(),
                next.getLeaderTransitions());
    }

    /** In one line, and once: it is tried again every few seconds. */
    private KubernetesClientException told(KubernetesClientException failure) {
        String text = ServerWords.of(failure);
        if (!text.equals(told)) {
            told = text;
            LOG.warn("{}: {}; it is tried again", describe(), text);
        }
        return failure;
    }
}
