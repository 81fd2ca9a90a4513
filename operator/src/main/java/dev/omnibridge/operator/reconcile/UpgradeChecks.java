package dev.omnibridge.operator.reconcile;

import dev.omnibridge.omni.management.PreCheck;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.plan.KubernetesUpgrade;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.plan.UpgradeAnswer;
import dev.omnibridge.operator.plan.UpgradeAnswer.Allowed;
import dev.omnibridge.operator.plan.UpgradeAnswer.Withheld;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.status.Message;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks Omni before another Kubernetes version is written, and remembers what it said: a no holds until the spec or the state of the cluster changes, a person
 * asks for another pass, or for ten minutes. If that is lost with the process, Omni is asked once more.
 */
final class UpgradeChecks {

    private static final Duration AGAIN = Duration.ofMinutes(10);

    /** The state of a cluster may flap; an answer holds at least that long unless the spec changes. */
    private static final Duration AT_LEAST = Duration.ofSeconds(30);

    private final WriteFailure.Table failures;
    private final InstantSource clock;
    private final Map<String, Asked> byUid = new ConcurrentHashMap<>();

    private record Asked(String wish, KubernetesUpgrade upgrade, UpgradeAnswer answer, Instant at) {}

    UpgradeChecks(WriteFailure.Table failures, InstantSource clock) {
        this.failures = failures;
        this.clock = clock;
    }

    /** Whether the upgrade may be written now. Blocks where Omni has to be asked. */
    UpgradeAnswer answer(HasMetadata object, KubernetesUpgrade upgrade, OmniWriter omni) {
        String uid = object.getMetadata().getUid();
        String wish = Lifecycle.wish(object);
        Instant now = clock.instant();
        return Optional.ofNullable(byUid.get(uid))
                .filter(asked -> asked.wish.equals(wish) && asked.upgrade.isSameAs(upgrade))
                .flatMap(asked -> standing(asked, upgrade, now))
                .orElseGet(() -> {
                    UpgradeAnswer answer = ask(upgrade, omni, now);
                    byUid.put(uid, new Asked(wish, upgrade, answer, now));
                    return answer;
                });
    }

    void forget(String uid) {
        byUid.remove(uid);
    }

    /** What was answered before, if it still holds. */
    private static Optional<UpgradeAnswer> standing(Asked asked, KubernetesUpgrade upgrade, Instant now) {
        boolean isInSameState = asked.upgrade.state().equals(upgrade.state());
        Instant soonest = asked.at.plus(AT_LEAST);
        return switch (asked.answer) {
            case Allowed allowed -> isInSameState && now.isBefore(soonest) ? Optional.of(allowed) : Optional.empty();
            case Withheld withheld ->
                withheld.askAgainAt()
                        .map(at -> isInSameState ? at : soonest)
                        .filter(now::isBefore)
                        .<UpgradeAnswer>map(at -> new Withheld(withheld.finding(), Optional.of(at)));
        };
    }

    private UpgradeAnswer ask(KubernetesUpgrade upgrade, OmniWriter omni, Instant now) {
        try {
            PreCheck check = omni.checkUpgrade(upgrade.cluster(), upgrade.to());
            return check.ok() ? new Allowed() : refused(upgrade, check.reason(), now);
        } catch (OmniException.ValidationFailed e) {
            return refused(upgrade, String.valueOf(e.getMessage()), now);
        } catch (OmniException.NotFound e) {
            return new Withheld(
                    new Finding(
                            Reason.WAITING_FOR_OMNI,
                            version(upgrade) + " until Omni knows the cluster well enough to check the upgrade: "
                                    + Message.of(String.valueOf(e.getMessage()))),
                    Optional.of(now.plus(AGAIN)));
        } catch (OmniException e) {
            WriteFailure failure = failures.of(e, upgrade.update());
            boolean isRetried = failure.next() == WriteFailure.Next.RETRY;
            return new Withheld(failure.finding(), isRetried ? Optional.empty() : Optional.of(now.plus(AGAIN)));
        }
    }

    /** Omni's words come last: they may be cut where they are shown. */
    private static UpgradeAnswer refused(KubernetesUpgrade upgrade, String words, Instant now) {
        return new Withheld(
                new Finding(
                        Reason.PRE_CHECK_FAILED,
                        version(upgrade)
                                + ", as Omni's checks before the upgrade say no; they are asked again every 10 minutes: "
                                + (words.isBlank() ? "no reason given" : Message.of(words))),
                Optional.of(now.plus(AGAIN)));
    }

    private static String version(KubernetesUpgrade upgrade) {
        return upgrade.change().path() + " " + upgrade.to() + " is not written, Kubernetes stays at " + upgrade.from();
    }
}
