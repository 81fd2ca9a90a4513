package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.StateReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The condition KubeconfigReady and the block of the status beside it. */
final class KubeconfigCondition {

    private KubeconfigCondition() {}

    static Optional<ConditionState> of(KubeconfigReport report, Conditions before) {
        return switch (report) {
            case KubeconfigReport.Off _ -> Optional.empty();
            case KubeconfigReport.Unchanged _ ->
                before.get(ConditionType.KUBECONFIG_READY).map(KubeconfigCondition::kept);
            case KubeconfigReport.Expired(KubeconfigStatus status) ->
                Optional.of(
                        ConditionState.fails(
                                ConditionType.KUBECONFIG_READY,
                                StateReason.EXPIRED,
                                "the token in Secret " + status.secretName() + " expired at " + status.expiresAt()
                                        + "; another is issued when the cluster in Omni is managed by this object and can be asked"));
            case KubeconfigReport.Issued(KubeconfigStatus status, var _) ->
                Optional.of(ConditionState.holds(ConditionType.KUBECONFIG_READY, StateReason.ISSUED, words(status)));
            case KubeconfigReport.NotIssued(var _, Finding finding) ->
                Optional.of(ConditionState.fails(ConditionType.KUBECONFIG_READY, finding.reason(), finding.message()));
        };
    }

    /** What stands in the way of Ready. */
    static Optional<Concern> concern(KubeconfigReport report) {
        return report instanceof KubeconfigReport.NotIssued(var _, Finding finding)
                ? Optional.of(Concern.of(finding))
                : Optional.empty();
    }

    static @Nullable KubeconfigStatus block(KubeconfigReport report, @Nullable KubeconfigStatus before) {
        return switch (report) {
            case KubeconfigReport.Off(Optional<KubeconfigStatus> attempt) -> attempt.orElse(null);
            case KubeconfigReport.Unchanged _ -> before;
            case KubeconfigReport.Expired(KubeconfigStatus status) -> status;
            case KubeconfigReport.Issued(KubeconfigStatus status, var _) -> status;
            case KubeconfigReport.NotIssued(Optional<KubeconfigStatus> status, var _) -> status.orElse(before);
        };
    }

    /** URL of the Kubernetes API; once learned it stays until another is. */
    static @Nullable String endpoint(KubeconfigReport report, @Nullable String before) {
        return report instanceof KubeconfigReport.Issued(var _, Optional<String> endpoint)
                ? endpoint.orElse(before)
                : before;
    }

    private static String words(KubeconfigStatus status) {
        String expires = status.expiresAt();
        return "Secret " + status.secretName() + (expires == null ? "" : " until " + expires);
    }

    private static ConditionState kept(Condition condition) {
        return new ConditionState(
                ConditionType.KUBECONFIG_READY, condition.status(), condition.reason(), condition.message());
    }
}
