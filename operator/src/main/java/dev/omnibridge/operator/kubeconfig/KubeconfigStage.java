package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.operator.kubeconfig.SecretStore.Denial;
import dev.omnibridge.operator.kubeconfig.SecretStore.Sight;
import dev.omnibridge.operator.kubeconfig.SecretStore.Written;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One pass over the kubeconfig of a cluster: looks, decides by {@link KubeconfigDecision}, carries out. */
public final class KubeconfigStage {

    private final SecretStore secrets;
    private final KubeconfigMemory memory;
    private final KubeconfigIssue issue;
    private final InstantSource clock;

    public KubeconfigStage(SecretStore secrets, KubeconfigMemory memory, InstantSource clock) {
        this.secrets = secrets;
        this.memory = memory;
        this.clock = clock;
        this.issue = new KubeconfigIssue(secrets, memory);
    }

    /**
     * What the stage is given for one pass.
     *
     * @param clusterName id of the cluster in Omni
     * @param clusterUuid identity of the cluster in Omni
     * @param apiIsUsable whether the cluster is bootstrapped and its API reachable through Omni
     * @param tokens Omni's side
     * @param noteAttempt stores the status before a token is minted; false if the object changed meanwhile and the pass has to end
     * @param notRemoved is told in words of a Secret of a former name that stays although it should go
     */
    public record Input(
            OmniCluster object,
            String clusterName,
            Optional<String> clusterUuid,
            boolean apiIsUsable,
            TokenSource tokens,
            Predicate<KubeconfigStatus> noteAttempt,
            Consumer<String> notRemoved) {

        Optional<KubeconfigStatus> last() {
            return Optional.ofNullable(object.getStatus()).map(status -> status.kubeconfig());
        }

        String uid() {
            return object.getMetadata().getUid();
        }
    }

    /** Does what is due and says how the kubeconfig stands. */
    public KubeconfigResult run(Input input) {
        Optional<KubeconfigWish> wish = KubeconfigWish.of(input.object);
        Optional<KubeconfigStatus> last = input.last();
        Instant now = clock.instant();
        boolean looks = last.isEmpty() || memory.isLookDue(input.uid(), now);
        Optional<Sight> sight = wish.filter(w -> looks).map(w -> secrets.look(input.object, w.secretName()));
        if (sight.isPresent()) {
            if (sight.get() instanceof Sight.Hidden(Denial why)) {
                return KubeconfigResult.refused(last, wish.orElseThrow().secretName(), why);
            }
            memory.looked(input.uid(), now);
        }
        KubeconfigSituation situation = new KubeconfigSituation(
                wish,
                last,
                input.clusterUuid,
                input.apiIsUsable,
                sight.map(KubeconfigStage::kindOf).orElse(KubeconfigSituation.SecretSight.UNKNOWN),
                wish.isPresent()
                        && memory.unwritten(input.uid(), wish.get(), input.clusterUuid)
                                .isPresent(),
                wasRefused(input, now),
                now);
        return switch (KubeconfigDecision.decide(situation)) {
            case KubeconfigStep.Nothing() -> new KubeconfigResult.Off();
            case KubeconfigStep.Remove(String name, String secretUid) -> remove(input, name, secretUid);
            case KubeconfigStep.AwaitApi() ->
                KubeconfigResult.waiting(
                        last, Reason.WAITING_FOR_API, "the Kubernetes API is not reachable through Omni yet");
            case KubeconfigStep.Conflict() -> KubeconfigResult.conflict(last, wish.orElseThrow());
            case KubeconfigStep.Keep(Instant until) ->
                new KubeconfigResult.Issued(
                        last.orElseThrow(),
                        Optional.of(memory.nextLook(input.uid())
                                .filter(until::isAfter)
                                .orElse(until)));
            case KubeconfigStep.Rest(KubeconfigStep.Cause cause, Instant until) ->
                KubeconfigResult.resting(last, cause, until);
            case KubeconfigStep.Issue(KubeconfigStep.Cause cause) ->
                issue.run(
                        input,
                        wish.orElseThrow(),
                        cause,
                        sight.orElseGet(() ->
                                secrets.look(input.object, wish.orElseThrow().secretName())),
                        now);
        };
    }

    /** The object is gone. */
    public void forget(String uid) {
        memory.forget(uid);
    }

    private KubeconfigResult remove(Input input, String secretName, String secretUid) {
        if (secrets.remove(input.object, secretName, secretUid) instanceof Written.Refused(Denial why)) {
            return KubeconfigResult.notRemoved(input.last(), secretName, why);
        }
        memory.forget(input.uid());
        return new KubeconfigResult.Off();
    }

    private static KubeconfigSituation.SecretSight kindOf(Sight sight) {
        return switch (sight) {
            case Sight.Absent() -> KubeconfigSituation.SecretSight.ABSENT;
            case Sight.Ours(String uid) -> KubeconfigSituation.SecretSight.OURS;
            case Sight.Foreign() -> KubeconfigSituation.SecretSight.FOREIGN;
            case Sight.Hidden(Denial why) -> KubeconfigSituation.SecretSight.UNKNOWN;
        };
    }

    /**
     * Asks the cluster again after its API was away, or after it refused. After a restart there is no token to ask with: then the attempt
     * that led to nothing counts, which the status tells.
     */
    private boolean wasRefused(Input input, Instant now) {
        if (!memory.hasToken(input.uid())) {
            return input.last()
                    .map(KubeconfigStatus::failedAttempts)
                    .filter(failed -> failed > 0)
                    .isPresent();
        }
        memory.dueForProbe(input.uid(), input.apiIsUsable, now).ifPresent(minted -> {
            boolean refused = input.tokens.probe(minted.kubeconfig()) == TokenSource.Acceptance.REFUSED;
            memory.probed(input.uid(), refused, now);
        });
        return input.apiIsUsable && memory.wasRefused(input.uid());
    }
}
