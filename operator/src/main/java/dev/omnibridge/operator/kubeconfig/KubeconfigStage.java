package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.KubeconfigStatusBuilder;
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
     * @param last what is known of the last kubeconfig
     * @param clusterName id of the cluster in Omni
     * @param clusterUuid identity of the cluster in Omni
     * @param apiIsUsable whether the cluster is bootstrapped and its API reachable through Omni
     * @param tokens Omni's side
     * @param noteAttempt stores the status before a token is minted; false if the object changed meanwhile and the pass has to end
     * @param notRemoved is told in words of a Secret of a former name that stays although it should go
     */
    public record Input(
            OmniCluster object,
            Optional<KubeconfigStatus> last,
            String clusterName,
            Optional<String> clusterUuid,
            boolean apiIsUsable,
            TokenSource tokens,
            Predicate<KubeconfigStatus> noteAttempt,
            Consumer<String> notRemoved) {

        String uid() {
            return object.getMetadata().getUid();
        }

        private Input knowing(KubeconfigStatus result) {
            return new Input(
                    object,
                    Optional.of(result),
                    clusterName,
                    clusterUuid,
                    apiIsUsable,
                    tokens,
                    noteAttempt,
                    notRemoved);
        }
    }

    /** Does what is due and says how the kubeconfig stands. */
    public KubeconfigResult run(Input input) {
        Optional<KubeconfigWish> wish = KubeconfigWish.of(input.object);
        Optional<KubeconfigStatus> last = input.last();
        Instant now = clock.instant();
        boolean looks = last.isEmpty() || memory.isLookDue(input.uid(), hasFailed(last), now);
        Optional<Sight> sight = wish.filter(w -> looks).map(w -> secrets.look(input.object, w.secretName()));
        if (sight.isPresent()) {
            if (sight.get() instanceof Sight.Hidden(Denial why)) {
                return KubeconfigResult.refused(last, wish.orElseThrow().secretName(), why);
            }
            memory.looked(input.uid(), now);
        }
        Optional<Found> found =
                sight.flatMap(s -> resultOf(last, s, wish.orElseThrow().secretName()));
        if (found.isPresent()) {
            issue.removeRenamed(input, wish.orElseThrow());
        }
        return step(
                found.map(f -> input.knowing(f.status)).orElse(input), wish, sight, found.flatMap(Found::server), now);
    }

    private KubeconfigResult step(
            Input input, Optional<KubeconfigWish> wish, Optional<Sight> sight, Optional<String> server, Instant now) {
        Optional<KubeconfigStatus> last = input.last();
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
            case KubeconfigStep.Nothing() -> KubeconfigResult.Off.after(last);
            case KubeconfigStep.Remove(String name, String secretUid) -> remove(input, name, secretUid);
            case KubeconfigStep.AwaitApi() ->
                KubeconfigResult.waiting(
                        last, Reason.WAITING_FOR_API, "the Kubernetes API is not reachable through Omni yet");
            case KubeconfigStep.Conflict() -> KubeconfigResult.conflict(last, wish.orElseThrow());
            case KubeconfigStep.Keep(Instant until) ->
                new KubeconfigResult.Issued(
                        last.orElseThrow(),
                        server,
                        memory.nextLook(input.uid()).filter(until::isAfter).orElse(until));
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

    /**
     * What a Secret of ours tells that the status does not.
     *
     * @param server URL of the Kubernetes API; empty if its annotations don't tell
     */
    private record Found(KubeconfigStatus status, Optional<String> server) {}

    /**
     * What became of an attempt where a process was killed between Secret and status; empty if the Secret is not of that attempt. Whether the cluster accepts the token
     * can't be asked any more.
     */
    private static Optional<Found> resultOf(Optional<KubeconfigStatus> last, Sight sight, String secretName) {
        if (last.isEmpty() || !(sight instanceof Sight.Ours(String uid, Optional<TokenNote> note))) {
            return Optional.empty();
        }
        return note.filter(n -> n.isResultOf(last.get()))
                .map(n -> new Found(
                        KubeconfigStatusBuilder.builder(n.status(last.get(), secretName))
                                .secretUid(uid)
                                .failedAttempts(0)
                                .build(),
                        Optional.of(n.server())))
                .or(() -> copy(last.get(), uid, note, secretName));
    }

    /**
     * What stands there is not what was written last: a backup brought an older one back. From now on the status tells of that one, or its token would end unnoticed,
     * and it would not go when it should.
     */
    private static Optional<Found> copy(
            KubeconfigStatus last, String uid, Optional<TokenNote> note, String secretName) {
        if (!secretName.equals(last.secretName())) {
            return Optional.empty();
        }
        Optional<TokenNote> other = note.filter(n -> !n.issuedAt().toString().equals(last.issuedAt()));
        KubeconfigStatus told = other.map(n -> n.status(last, secretName)).orElse(last);
        return other.isPresent() || !uid.equals(last.secretUid())
                ? Optional.of(new Found(
                        KubeconfigStatusBuilder.builder(told).secretUid(uid).build(), other.map(TokenNote::server)))
                : Optional.empty();
    }

    private static boolean hasFailed(Optional<KubeconfigStatus> last) {
        return last.map(KubeconfigStatus::failedAttempts)
                .filter(failed -> failed > 0)
                .isPresent();
    }

    private KubeconfigResult remove(Input input, String secretName, String secretUid) {
        if (secrets.remove(input.object, secretName, secretUid) instanceof Written.Refused(Denial why)) {
            return KubeconfigResult.notRemoved(input.last(), secretName, why);
        }
        memory.forget(input.uid());
        return KubeconfigResult.Off.after(input.last());
    }

    private static KubeconfigSituation.SecretSight kindOf(Sight sight) {
        return switch (sight) {
            case Sight.Absent() -> KubeconfigSituation.SecretSight.ABSENT;
            case Sight.Ours(String uid, var note) -> KubeconfigSituation.SecretSight.OURS;
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
            return hasFailed(input.last());
        }
        memory.dueForProbe(input.uid(), input.apiIsUsable, now).ifPresent(minted -> {
            boolean refused = input.tokens.probe(minted.kubeconfig()) == TokenSource.Acceptance.REFUSED;
            memory.probed(input.uid(), refused, now);
        });
        return input.apiIsUsable && memory.wasRefused(input.uid());
    }
}
