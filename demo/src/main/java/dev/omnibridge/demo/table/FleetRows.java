package dev.omnibridge.demo.table;

import dev.omnibridge.api.v1alpha1.MachineSummary;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.VersionProgress;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fleet as lines: each cluster, below it its sets, below these their machines. */
final class FleetRows {
    private final List<Row> rows = new ArrayList<>();

    private FleetRows() {}

    static List<Row> of(Fleet fleet) {
        var table = new FleetRows();
        fleet.clusters().forEach(cluster -> table.cluster(cluster, fleet.setsOf(cluster)));
        fleet.setsWithoutCluster().forEach(set -> table.set(set, "", "   "));
        return table.rows;
    }

    private void cluster(OmniCluster cluster, List<OmniMachineSet> sets) {
        var status = Optional.ofNullable(cluster.getStatus());
        rows.add(row(
                "",
                cluster,
                status.map(s -> s.machines()).map(m -> m.summary()).orElse(""),
                version(status.map(s -> s.talos())),
                version(status.map(s -> s.kubernetes()))));
        for (int i = 0; i < sets.size(); i++) {
            boolean isLast = i == sets.size() - 1;
            set(sets.get(i), isLast ? "└─ " : "├─ ", isLast ? "   " : "│  ");
        }
    }

    private void set(OmniMachineSet set, String branch, String stem) {
        var status = Optional.ofNullable(set.getStatus());
        rows.add(row(
                branch, set, status.map(s -> s.machines()).map(m -> m.summary()).orElse(""), "", ""));
        List<MachineSummary> machines = status.map(s -> s.machineList()).orElse(List.of());
        for (int i = 0; i < machines.size(); i++) {
            rows.add(machine(stem + (i == machines.size() - 1 ? "└─ " : "├─ "), machines.get(i)));
        }
    }

    private static Row row(String branch, HasMetadata object, String machines, String talos, String kubernetes) {
        var ready = Health.of(object).ready();
        String name =
                branch.isEmpty() ? Fleet.fullName(object) : object.getMetadata().getName();
        return new Row(
                branch,
                name,
                ready.map(condition -> Health.word(condition.status())).orElse(""),
                ready.map(condition -> condition.reason()).orElse(""),
                machines,
                talos,
                kubernetes);
    }

    private static Row machine(String branch, MachineSummary machine) {
        String stage = text(machine.stage());
        return new Row(
                branch,
                machine.node() == null ? machine.id().substring(0, 8) : machine.node(),
                machine.ready() ? "True" : "False",
                machine.connected() ? stage : "Disconnected",
                "",
                text(machine.talos()),
                "");
    }

    /** As in {@code 1.13.7>1.13.8} while it goes from one to the other. */
    private static String version(Optional<VersionProgress> progress) {
        return progress.map(p ->
                        p.target() == null || p.version() == null ? text(p.version()) : p.version() + ">" + p.target())
                .orElse("");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
