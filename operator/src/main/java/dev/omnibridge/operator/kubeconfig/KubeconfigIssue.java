package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.KubeconfigStatusBuilder;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.transport.ConnectionProblem;
import dev.omnibridge.operator.kubeconfig.KubeconfigMemory.Minted;
import dev.omnibridge.operator.kubeconfig.KubeconfigStep.Cause;
import dev.omnibridge.operator.kubeconfig.SecretStore.Denial;
import dev.omnibridge.operator.kubeconfig.SecretStore.Sight;
import dev.omnibridge.operator.kubeconfig.SecretStore.Written;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Issues one kubeconfig in the order that costs the fewest tokens: try the Secret, note the attempt, mint, write, probe. */
final class KubeconfigIssue {

    private final SecretStore secrets;
    private final KubeconfigMemory memory;

    KubeconfigIssue(SecretStore secrets, KubeconfigMemory memory) {
        this.secrets = secrets;
        this.memory = memory;
    }

    KubeconfigResult run(KubeconfigStage.Input input, KubeconfigWish wish, Cause cause, Sight sight, Instant now) {
        String cluster = input.clusterUuid().orElseThrow();
        TargetSecret trial = TargetSecret.trial(input.object(), wish, cluster);
        return switch (secrets.tryWrite(trial, sight)) {
            case Written.Conflict() -> KubeconfigResult.conflict(input.last(), wish);
            case Written.Refused(Denial why) -> KubeconfigResult.refused(input.last(), wish.secretName(), why);
            case Written.Done(String uid) -> mint(input, wish, cause, sight, now, cluster);
        };
    }

    private KubeconfigResult mint(
            KubeconfigStage.Input input, KubeconfigWish wish, Cause cause, Sight sight, Instant now, String cluster) {
        Optional<KubeconfigStatus> last = input.last();
        Optional<Minted> kept = memory.unwritten(input.uid(), wish, input.clusterUuid());
        if (kept.isPresent()) {
            return write(input, kept.get(), cause, sight, now, last.orElseGet(() -> attempt(last, now)));
        }
        KubeconfigStatus attempted = attempt(last, now);
        if (!input.noteAttempt().test(attempted)) {
            return new KubeconfigResult.Interrupted();
        }
        try {
            Kubeconfig kubeconfig = input.tokens().mint(input.clusterName(), wish);
            Optional<String> another = kubeconfig.clusterUuid().filter(uuid -> !uuid.equals(cluster));
            if (another.isPresent()) {
                return KubeconfigResult.ofAnother(attempted, another.get(), cluster);
            }
            Minted minted = new Minted(kubeconfig, wish, cluster, inWholeSeconds(now));
            memory.minted(input.uid(), minted);
            return write(input, minted, cause, sight, now, attempted);
        } catch (OmniException e) {
            return KubeconfigResult.failed(mayHaveMinted(e) ? Optional.of(attempted) : last, e);
        }
    }

    private KubeconfigResult write(
            KubeconfigStage.Input input,
            Minted minted,
            Cause cause,
            Sight sight,
            Instant now,
            KubeconfigStatus attempted) {
        KubeconfigWish wish = minted.wish();
        Kubeconfig kubeconfig = minted.kubeconfig();
        TokenNote note = minted.note();
        KubeconfigStatus issued = note.status(attempted, wish.secretName());
        TargetSecret target = TargetSecret.of(input.object(), wish.secretName(), note);
        return switch (secrets.write(target, sight, kubeconfig)) {
            case Written.Conflict() -> KubeconfigResult.conflict(Optional.of(attempted), wish);
            case Written.Refused(Denial why) ->
                KubeconfigResult.refused(Optional.of(attempted), wish.secretName(), why);
            case Written.Done(String secretUid) -> {
                memory.wrote(input.uid(), minted);
                removeRenamed(input, wish);
                boolean refused = input.tokens().probe(kubeconfig) == TokenSource.Acceptance.REFUSED;
                memory.probed(input.uid(), refused, now);
                KubeconfigStatus status = KubeconfigStatusBuilder.builder(issued)
                        .secretUid(secretUid)
                        .failedAttempts(refused ? attempted.failedAttempts() : Integer.valueOf(0))
                        .build();
                yield refused
                        ? KubeconfigResult.resting(
                                Optional.of(status), Cause.REFUSED, KubeconfigDecision.nextAttemptAt(status))
                        : new KubeconfigResult.Fresh(status, kubeconfig.server(), cause);
            }
        };
    }

    /** The status names the new one from now on, so who looks for the old one has to be told where it is. */
    void removeRenamed(KubeconfigStage.Input input, KubeconfigWish wish) {
        input.last().ifPresent(last -> {
            if (last.secretName() != null
                    && last.secretUid() != null
                    && !wish.secretName().equals(last.secretName())
                    && secrets.remove(input.object(), last.secretName(), last.secretUid())
                            instanceof Written.Refused(Denial why)) {
                input.notRemoved()
                        .accept(
                                "the kubeconfig is in the Secret %s now, but the API server did not remove the former one, %s: %s; remove it by hand"
                                        .formatted(wish.secretName(), last.secretName(), why.message()));
            }
        });
    }

    private static KubeconfigStatus attempt(Optional<KubeconfigStatus> last, Instant now) {
        KubeconfigStatusBuilder builder =
                last.map(KubeconfigStatusBuilder::builder).orElseGet(KubeconfigStatusBuilder::builder);
        int failed = last.map(KubeconfigStatus::failedAttempts).orElse(0);
        return builder.lastAttemptAt(inWholeSeconds(now).toString())
                .failedAttempts(failed + 1)
                .build();
    }

    /** A moment as people read it: never before it was, or the gap to the next attempt would shrink. */
    private static Instant inWholeSeconds(Instant moment) {
        Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(moment) ? moment : second.plusSeconds(1);
    }

    /** Whether Omni may have issued a token although we did not get it: always, unless the call surely ended before. */
    private static boolean mayHaveMinted(OmniException e) {
        return switch (e) {
            case OmniException.PermissionDenied _,
                    OmniException.Unauthenticated _,
                    OmniException.EulaNotAccepted _,
                    OmniException.NotFound _,
                    OmniException.ValidationFailed _,
                    OmniException.Unsupported _ -> false;
            case OmniException.Unavailable _ ->
                ConnectionProblem.of(e).filter(KubeconfigIssue::isBeforeTheCall).isEmpty();
            case OmniException.DeadlineExceeded _,
                    OmniException.Cancelled _,
                    OmniException.Unexpected _,
                    OmniException.TooLarge _,
                    OmniException.AlreadyExists _,
                    OmniException.VersionConflict _,
                    OmniException.PhaseConflict _,
                    OmniException.PendingFinalizers _,
                    OmniException.OwnerConflict _ -> true;
        };
    }

    /** A proxy that gave up waiting, or a line that broke, looks like an Omni that is away; only without a connection nothing was asked. */
    private static boolean isBeforeTheCall(ConnectionProblem problem) {
        return switch (problem) {
            case NAME_NOT_FOUND, REFUSED, CERTIFICATE_NAME, CERTIFICATE_UNTRUSTED -> true;
            case TLS, NOT_HTTP2, NOT_GRPC, DEADLINE, UNAVAILABLE -> false;
        };
    }
}
