package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.VersionProgress;
import dev.omnibridge.api.v1alpha1.VersionProgressBuilder;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.operator.plan.Versions;
import java.util.List;
import java.util.Optional;

/**
 * Where a cluster stands on the way to a version, in one form for Talos and Kubernetes.
 *
 * @param product for messages, {@code Talos} or {@code Kubernetes}
 * @param phase Omni's word
 * @param reached version last reached by all machines; empty before the first
 * @param target version under way, empty while there is none
 * @param error error of pulling images; only for Kubernetes
 */
record Upgrade(
        String product,
        String phase,
        String status,
        String step,
        String error,
        String reached,
        String target,
        List<String> offered) {

    /** What Omni says it waits for; only these texts are looked for, everything else is passed on as it is. */
    enum Wait {
        NOTHING,
        UNLOCK,
        CLUSTER_READY,
        HEALTH_CHECKS
    }

    static Upgrade of(TalosUpgradeStatusSpec spec) {
        return new Upgrade(
                "Talos",
                spec.getPhase().name(),
                spec.getStatus(),
                spec.getStep(),
                "",
                Versions.canonical(spec.getLastUpgradeVersion()),
                Versions.canonical(spec.getCurrentUpgradeVersion()),
                spec.getUpgradeVersionsList());
    }

    static Upgrade of(KubernetesUpgradeStatusSpec spec) {
        return new Upgrade(
                "Kubernetes",
                spec.getPhase().name(),
                spec.getStatus(),
                spec.getStep(),
                spec.getError(),
                Versions.canonical(spec.getLastUpgradeVersion()),
                Versions.canonical(spec.getCurrentUpgradeVersion()),
                spec.getUpgradeVersionsList());
    }

    /** Whether all machines are at a version and nothing is under way; right after a write that may still be the old one. */
    boolean isDoneAt(String version) {
        return phase.equals("Done") && reached.equals(Versions.canonical(version));
    }

    /** Whether an upgrade of a cluster that was up is under way: then its API goes away for moments. */
    boolean isUnderWay() {
        return !phase.equals("Done") && !phase.equals("Unknown") && !reached.isEmpty();
    }

    Wait waitsFor() {
        String said = status + "|" + step;
        if (said.contains("all machines are locked") || said.contains("to be unlocked")) {
            return Wait.UNLOCK;
        }
        if (said.contains("waiting for healthchecks")) {
            return Wait.HEALTH_CHECKS;
        }
        return said.contains("waiting for the cluster to be ready") ? Wait.CLUSTER_READY : Wait.NOTHING;
    }

    /** Phase, status and step as Omni gives them. */
    String words() {
        String details = List.of(status, step, error).stream()
                .filter(text -> !text.isEmpty())
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        return details.isEmpty() ? phase : phase + ": " + details;
    }

    /** From where to where, as far as known. */
    String versions(String wanted) {
        String to = target.isEmpty() ? Versions.canonical(wanted) : target;
        return reached.isEmpty() || reached.equals(to) ? to : reached + " to " + to;
    }

    VersionProgress block() {
        String text = step.isEmpty() ? status : step;
        return VersionProgressBuilder.builder()
                .version(nonEmpty(reached).orElse(null))
                .target(nonEmpty(target).orElse(null))
                .phase(phase)
                .step(nonEmpty(Message.limited(text, 512)).orElse(null))
                .upgrades(OfferedVersions.highest(offered))
                .build();
    }

    private static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
