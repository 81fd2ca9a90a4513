package dev.omnibridge.operator.status;

import dev.omnibridge.operator.plan.Versions;
import dev.omnibridge.operator.policy.Held;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of the conditions TalosUpgraded and KubernetesUpgraded, and what it means for Ready. */
final class UpgradeConditions {

    /** Rules for versions; their messages name the fields. */
    private static final Set<Reason> REFUSALS =
            EnumSet.of(Reason.VERSION_NOT_AVAILABLE, Reason.VERSIONS_INCOMPATIBLE, Reason.UPGRADE_NOT_POSSIBLE);

    private final ConditionType type;
    private final Optional<Upgrade> upgrade;
    private final String wanted;
    private final boolean isHeld;
    private final Optional<Finding> refusal;
    private final Optional<Reason> refused;

    /**
     * @param wanted version of the spec
     * @param path of the version in the spec, to find out whether its change is held
     * @param refusal what Omni's checks before an upgrade found, if they said no
     * @param findings what was found of the spec; some refuse its version
     */
    UpgradeConditions(
            ConditionType type,
            Optional<Upgrade> upgrade,
            String wanted,
            String path,
            List<Held> held,
            Optional<Finding> refusal,
            List<Finding> findings) {
        this.type = type;
        this.upgrade = upgrade;
        this.wanted = Versions.canonical(wanted);
        this.isHeld = held.stream().anyMatch(change -> change.path().equals(path));
        this.refusal = refusal;
        this.refused = findings.stream()
                .filter(finding ->
                        REFUSALS.contains(finding.reason()) && finding.message().contains(path))
                .map(Finding::reason)
                .findFirst();
    }

    ConditionState condition() {
        if (upgrade.isEmpty()) {
            return ConditionState.unknown(
                    type, new Finding(Reason.NOT_YET_REPORTED, "Omni has not reported a version yet"));
        }
        Upgrade now = upgrade.get();
        if (now.isDoneAt(wanted)) {
            return ConditionState.holds(type, StateReason.UP_TO_DATE, "");
        }
        if (refusal.isPresent()) {
            return ConditionState.fails(
                    type, Reason.PRE_CHECK_FAILED, refusal.get().message());
        }
        return ConditionState.fails(type, reason(now), now.versions(wanted) + "; " + now.words());
    }

    /** What stands in the way of Ready; a change that is held or refused says so itself. */
    Optional<Concern> concern(Reason moving) {
        if (upgrade.isEmpty()) {
            // Omni makes it only after the load balancer is up, half a minute after it calls the cluster ready
            String product = type == ConditionType.TALOS_UPGRADED ? "Talos" : "Kubernetes";
            return Optional.of(
                    Concern.of(Reason.PROVISIONING, "Omni has not reported a version of " + product + " yet"));
        }
        if (isHeld || refusal.isPresent() || upgrade.get().isDoneAt(wanted)) {
            return Optional.empty();
        }
        Upgrade now = upgrade.get();
        String headline = now.product() + " " + now.versions(wanted);
        return Optional.of(
                now.waitsFor() == Upgrade.Wait.UNLOCK
                        ? Concern.of(
                                Reason.MACHINES_LOCKED,
                                headline,
                                headline + ": " + now.words() + ". Unlock the machines in Omni")
                        : Concern.of(moving, headline, headline + ": " + now.words()));
    }

    private String reason(Upgrade now) {
        if (isHeld) {
            return StateReason.CHANGE_HELD.text();
        }
        if (refused.isPresent() && !now.isUnderWay()) {
            return refused.get().text();
        }
        if (!now.error().isEmpty()) {
            return StateReason.IMAGE_PULL_FAILED.text();
        }
        return switch (now.waitsFor()) {
            case UNLOCK -> Reason.MACHINES_LOCKED.text();
            case CLUSTER_READY -> StateReason.WAITING_FOR_CLUSTER_READY.text();
            case HEALTH_CHECKS -> StateReason.WAITING_FOR_HEALTH_CHECKS.text();
            case NOTHING ->
                switch (now.phase()) {
                    case "Reverting" -> StateReason.REVERTING.text();
                    case "UpdatingMachineSchematics" -> StateReason.UPDATING_SCHEMATICS.text();
                    default -> Reason.UPGRADING.text();
                };
        };
    }
}
