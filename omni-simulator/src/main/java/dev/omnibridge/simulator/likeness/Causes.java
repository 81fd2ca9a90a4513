package dev.omnibridge.simulator.likeness;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What must have happened before something else can: the order between resources that a recording and the simulator have to keep. */
public final class Causes {

    /** How cause and effect belong together. */
    enum Scope {
        /** Resources with one id: a machine, a set, a cluster. */
        SAME_ID,
        /** Any resources: recordings are of one cluster. */
        CLUSTER
    }

    /**
     * A rule.
     *
     * @param isRepeated whether each effect needs a cause of its own; else only the first of each
     * @param others what may cause it too
     */
    record Rule(Sign cause, Sign effect, Scope scope, boolean isRepeated, List<Sign> others) {
        boolean isCausedBy(Event event) {
            return cause.fits(event) || others.stream().anyMatch(other -> other.fits(event));
        }

        @Override
        public String toString() {
            return cause + " before " + effect;
        }
    }

    private static final List<Rule> RULES = List.of(
            // a machine joins a cluster
            machine("MachineSetNodes created", "ClusterMachines created"),
            machine("MachineStatuses label cluster=demo", "ClusterMachines created"),
            machine("ClusterMachines created", "ClusterMachineStatuses created"),
            machine("ClusterMachines created", "MachinePendingUpdates created"),
            machine("MachinePendingUpdates created", "ClusterMachineConfigStatuses created"),
            // config and upgrades
            machine("MachinePendingUpdates tearing down", "ClusterMachineStatuses config_up_to_date=True"),
            machine("ClusterMachines +finalizer ConfigUpdatePendingFinalizer", "MachinePendingUpdates tearing down"),
            cluster("MachinePendingUpdates created", "MachineSetStatuses phase=Reconfiguring"),
            cluster("MachinePendingUpdates created", "MachineSetStatuses phase=Upgrading"),
            machine("SchematicConfigurations talos_version=1.13.8", "ClusterMachineTalosVersions talos_version=1.13.8"),
            machine("ClusterMachineTalosVersions talos_version=1.13.8", "MachinePendingUpdates created"),
            machine("ClusterMachines +finalizer UpgradePendingFinalizer", "ClusterMachineStatuses stage=REBOOTING"),
            machine("ClusterMachines -finalizer UpgradePendingFinalizer", "MachinePendingUpdates tearing down"),
            // a machine leaves
            machine("MachineSetNodes tearing down", "ClusterMachines tearing down"),
            machine("ClusterMachines tearing down", "ClusterMachineStatuses stage=DESTROYING"),
            machine(
                    "ClusterMachineConfigStatuses destroyed",
                    "ClusterMachines -finalizer ClusterMachineConfigController"),
            machine(
                    "ClusterMachines -finalizer ClusterMachineConfigController",
                    "ClusterMachines -finalizer ClusterMachineTeardownController"),
            machine(
                    "ClusterMachines -finalizer ClusterMachineTeardownController",
                    "ClusterMachineStatuses tearing down"),
            machine("ClusterMachineStatuses tearing down", "ClusterMachines -finalizer ClusterMachineStatusController"),
            machine(
                    "ClusterMachines -finalizer ClusterMachineStatusController",
                    "ClusterMachines -finalizer ClusterMachineEncryptionKeyController"),
            machine("ClusterMachines -finalizer ClusterMachineEncryptionKeyController", "ClusterMachines destroyed"),
            machine("ClusterMachineStatuses destroyed", "MachineStatuses label available="),
            machine("ClusterMachines destroyed", "Machines -finalizer MachineSetStatusController"),
            // sets and the cluster
            machine("MachineSets tearing down", "MachineSetStatuses phase=Destroying"),
            cluster("MachineSetNodes destroyed", "MachineSets -finalizer MachineSetNodeController"),
            cluster("ClusterMachines destroyed", "MachineSetStatuses tearing down"),
            machine("MachineSetStatuses destroyed", "MachineSets -finalizer MachineSetStatusController"),
            machine("MachineSetStatuses -finalizer ClusterStatusController", "MachineSetStatuses destroyed"),
            // a set that was not ready may also be gone
            each("MachineSetStatuses ready=True", "ClusterStatuses ready=True", "MachineSetStatuses destroyed"),
            each("MachineSetStatuses phase=Running", "ClusterStatuses ready=True", "MachineSetStatuses destroyed"),
            each("LoadBalancerStatuses healthy=True", "ClusterStatuses kubernetesAPIReady=True"),
            each("LoadBalancerStatuses healthy=False", "ClusterStatuses kubernetesAPIReady=False"),
            cluster("ClusterBootstrapStatuses bootstrapped=True", "ControlPlaneStatuses created"),
            cluster("ControlPlaneStatuses created", "ClusterStatuses controlplaneReady=True"),
            machine("KubernetesStatuses created", "KubernetesUpgradeStatuses created"),
            machine("ImagePullStatuses created", "KubernetesUpgradeStatuses status=waiting for a restart"),
            cluster("ConfigPatches created", "KubernetesUpgradeStatuses status=waiting for a restart"));

    private Causes() {}

    private static Rule machine(String cause, String effect) {
        return new Rule(Sign.of(cause), Sign.of(effect), Scope.SAME_ID, false, List.of());
    }

    private static Rule cluster(String cause, String effect) {
        return new Rule(Sign.of(cause), Sign.of(effect), Scope.CLUSTER, false, List.of());
    }

    private static Rule each(String cause, String effect, String... others) {
        return new Rule(
                Sign.of(cause),
                Sign.of(effect),
                Scope.CLUSTER,
                true,
                Stream.of(others).map(Sign::of).toList());
    }

    static List<Rule> rules() {
        return RULES;
    }

    /** Rules that these events break. */
    static List<Difference> violations(List<Event> events) {
        List<Difference> violations = new ArrayList<>();
        for (Rule rule : RULES) {
            for (String id : scopes(rule, events)) {
                String first = first(
                        rule,
                        events.stream()
                                .filter(event -> id.isEmpty() || event.id().equals(id))
                                .toList());
                if (!first.isEmpty()) {
                    violations.add(new Difference(
                            rule.effect().kind() + (id.isEmpty() ? "" : " " + id),
                            "in the order of cause and effect",
                            rule.toString(),
                            first));
                }
            }
        }
        return violations;
    }

    /** Whether both sides of a rule occur. */
    static boolean concerns(Rule rule, List<Event> events) {
        return events.stream().anyMatch(rule.cause()::fits) && events.stream().anyMatch(rule.effect()::fits);
    }

    private static Set<String> scopes(Rule rule, List<Event> events) {
        Set<String> ids = new LinkedHashSet<>();
        switch (rule.scope()) {
            case SAME_ID ->
                events.stream().filter(rule.effect()::fits).map(Event::id).forEach(ids::add);
            case CLUSTER -> ids.add("");
        }
        return ids;
    }

    /** The first effect without a cause before it; a cause that isn't among the events came before them. */
    private static String first(Rule rule, List<Event> events) {
        if (!concerns(rule, events)) {
            return "";
        }
        boolean isCaused = false;
        boolean wasSeen = false;
        for (Event event : events) {
            if (rule.effect().fits(event)) {
                if (!isCaused && (rule.isRepeated() || !wasSeen)) {
                    return event.resource() + " " + event.words() + " without that";
                }
                wasSeen = true;
                isCaused = rule.isRepeated() ? rule.isCausedBy(event) : isCaused;
            } else if (rule.isCausedBy(event)) {
                isCaused = true;
            }
        }
        return "";
    }
}
