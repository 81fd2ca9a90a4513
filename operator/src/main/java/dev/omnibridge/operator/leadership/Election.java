package dev.omnibridge.operator.leadership;

import dev.omnibridge.operator.access.Rights;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes part in the election of the one process that works. JOSDK's own is not used: its renewals end when the drain begins, it does not give the lease
 * back, and it trusts the clocks of other nodes.
 */
public final class Election implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Election.class);

    /** The elector's attempts, the watch over the tenure, and what begins with it. */
    private static final int THREADS = 3;

    private final Candidate candidate;
    private final String namespace;
    private final Tenure tenure;
    private final ObservedLease lease;
    private final Runnable onLeading;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("election-", 0).factory());
    private final AtomicBoolean isOver = new AtomicBoolean();
    private Optional<Future<?>> elector = Optional.empty();

    /**
     * Who wants to lead.
     *
     * @param identity name of this process, in the lease
     * @param onLost what ends this process at once when it does not lead any more
     */
    public record Candidate(String identity, LeaseTimes times, Runnable onLost) {}

    /** @param onLeading what begins when this process leads; runs once, on a thread of its own */
    public Election(Candidate candidate, String namespace, Runnable onLeading) {
        this.candidate = candidate;
        this.namespace = namespace;
        this.onLeading = onLeading;
        this.tenure = new Tenure(candidate.times().renewal(), System::nanoTime);
        this.lease = new ObservedLease(
                new LeaseLock(namespace, Rights.LEASE, candidate.identity()), tenure, System::nanoTime);
    }

    /** Whether this process leads. */
    public Leadership leadership() {
        return tenure;
    }

    /** What is wrong with its attempts to lead, or to go on leading; empty if nothing is. */
    public Optional<String> problem() {
        Duration untouched = lease.untouchedFor();
        return untouched.compareTo(candidate.times().lease().multipliedBy(2)) > 0
                ? Optional.of("the lease was not asked for in %d s".formatted(untouched.toSeconds()))
                : Optional.empty();
    }

    /** @throws ElectionException if this process may not take part */
    public void requireRights(KubernetesClient client) {
        LeaseRights.require(impatient(client), namespace);
    }

    /** Begins to try; returns at once. */
    public void begin(KubernetesClient client) {
        LeaseTimes times = candidate.times();
        elector = Optional.of(new LeaderElectorBuilder(impatient(client), threads)
                .withConfig(new LeaderElectionConfig(
                        lease,
                        times.lease(),
                        times.renewal(),
                        times.attempt(),
                        new LeaderCallbacks(this::leads, () -> lost("another process holds the lease"), this::follows),
                        true,
                        Rights.LEASE))
                .build()
                .start());
        long often = times.attempt().dividedBy(4).toMillis();
        threads.scheduleWithFixedDelay(this::endIfLost, often, often, TimeUnit.MILLISECONDS);
    }

    /** Nothing is written from now on. The lease runs on by itself, so nobody else leads yet. */
    public void end() {
        isOver.set(true);
        tenure.end();
    }

    /** Lets another process lead at once. Only for when nothing is on its way any more. */
    public void giveBack() {
        end();
        elector.ifPresent(e -> e.cancel(true));
    }

    @Override
    public void close() {
        end();
        threads.shutdownNow();
    }

    private void leads() {
        tenure.begin();
        threads.execute(() -> {
            try {
                onLeading.run();
                LOG.info("{} leads", candidate.identity());
            } catch (RuntimeException e) {
                LOG.error("what begins with leadership failed", e);
                lost("it could not begin");
            }
        });
    }

    private void follows(@Nullable String leader) {
        if (leader != null && !leader.isEmpty() && !leader.equals(candidate.identity())) {
            LOG.info("{} leads; {} stands by", leader, candidate.identity());
        }
    }

    private void endIfLost() {
        if (tenure.isLost()) {
            lost("it was not renewed in time");
        }
    }

    private void lost(String why) {
        if (isOver.compareAndSet(false, true)) {
            tenure.end();
            LOG.error("{} does not lead any more: {}. This process ends at once", candidate.identity(), why);
            candidate.onLost().run();
        }
    }

    /** One call that hangs must not cost the lease, and nobody waits for a retry of the client's own. */
    private KubernetesClient impatient(KubernetesClient client) {
        Duration timeout = candidate.times().renewal().dividedBy(2);
        RequestConfig requests = new RequestConfigBuilder(
                        client.getConfiguration().getRequestConfig())
                .withRequestTimeout((int) timeout.toMillis())
                .withRequestRetryBackoffLimit(0)
                .build();
        return client.adapt(NamespacedKubernetesClient.class)
                .withRequestConfig(requests)
                .call(c -> (KubernetesClient) c);
    }
}
