package dev.omnibridge.operator.leadership;

import dev.omnibridge.operator.access.Rights;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which process works, for who takes no part in the election. As for {@link ObservedLease} no clock of another machine counts: who works is seen to renew
 * the lease, and who does not renew it while a whole lease goes by writes nothing any more.
 */
public final class WorkingProcess {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingProcess.class);

    private WorkingProcess() {}

    /**
     * Its name, if there is one. Returns at once where nobody holds the lease, after the next renewal where somebody works, and after a whole lease
     * where its holder has died.
     *
     * @param namespace the operator's own
     */
    public static Optional<String> find(KubernetesClient client, String namespace) {
        Resource<Lease> lease =
                client.resources(Lease.class).inNamespace(namespace).withName(Rights.LEASE);
        Optional<LeaseSpec> first = held(lease.get());
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Duration lasts = lasts(first.get());
        LOG.info(
                "{} has the Lease {}/{}; for up to {} s it is watched whether it renews it",
                first.get().getHolderIdentity(),
                namespace,
                Rights.LEASE,
                lasts.toSeconds());
        try {
            lease.waitUntilCondition(now -> !held(now).equals(first), lasts.toMillis(), TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException _) {
            // a watch that showed no renewal may have been broken; the next answer is not
        }
        return held(lease.get()).filter(now -> !now.equals(first.get())).map(LeaseSpec::getHolderIdentity);
    }

    private static Optional<LeaseSpec> held(@Nullable Lease lease) {
        return Optional.ofNullable(lease)
                .map(Lease::getSpec)
                .filter(spec -> spec.getHolderIdentity() != null
                        && !spec.getHolderIdentity().isEmpty());
    }

    private static Duration lasts(LeaseSpec lease) {
        return Optional.ofNullable(lease.getLeaseDurationSeconds())
                .map(Duration::ofSeconds)
                .orElse(LeaseTimes.STANDARD.lease());
    }
}
