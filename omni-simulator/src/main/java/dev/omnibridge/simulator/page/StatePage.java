package dev.omnibridge.simulator.page;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.log.RecordedWrite;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state of a simulator as HTML: clusters, machine sets, machines, and the last writes of clients. */
final class StatePage {

    /** Longer lists are cut, and say so: the page is for looking at a few, omnictl for searching among many. */
    private static final int MOST = 200;

    private static final int WRITES = 25;

    private final OmniSimulator simulator;
    private final String version;

    StatePage(OmniSimulator simulator, String version) {
        this.simulator = simulator;
        this.version = version;
    }

    /** The page as it is now. */
    String html() {
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Omni simulator</title>
            <style>
            body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1d2433; }
            h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1rem; margin: 1.6rem 0 .3rem; }
            table { border-collapse: collapse; width: 100%%; } th { text-align: left; font-weight: 600; color: #5b6478; }
            td, th { padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #e6e9ef; vertical-align: top; }
            p { color: #5b6478; margin: .2rem 0; }
            @media (prefers-color-scheme: dark) { body { background: #14181f; color: #dde3ee; } td, th { border-color: #2a303c; } }
            </style></head><body>
            <h1>Omni simulator %s</h1><p>API at %s. Simulated time: %s. This page changes nothing.</p>
            %s%s%s%s</body></html>
            """.formatted(
                        escaped(version),
                        escaped(simulator.endpoint()),
                        simulator.world().now().truncatedTo(ChronoUnit.SECONDS),
                        clusters(),
                        machineSets(),
                        machines(),
                        writes());
    }

    private String clusters() {
        return table(
                "Clusters",
                List.of("name", "phase", "ready", "machines", "Talos", "Kubernetes", ""),
                simulator.store().list(ResourceTypes.CLUSTERS).stream()
                        .map(cluster -> {
                            var status = simulator.store().get(ResourceTypes.CLUSTER_STATUSES, cluster.id());
                            return List.of(
                                    cluster.id(),
                                    status.map(s -> words(s.spec().getPhase())).orElse("new"),
                                    status.map(s -> yes(s.spec().getReady())).orElse("no"),
                                    status.map(s -> s.spec().getMachines().getHealthy() + "/"
                                                    + s.spec().getMachines().getRequested())
                                            .orElse(""),
                                    cluster.spec().getTalosVersion(),
                                    cluster.spec().getKubernetesVersion(),
                                    notes(cluster));
                        })
                        .toList());
    }

    private String machineSets() {
        return table(
                "Machine sets",
                List.of("name", "cluster", "phase", "machines", "class", ""),
                simulator.store().list(ResourceTypes.MACHINE_SETS).stream()
                        .map(set -> {
                            var status = simulator.store().get(ResourceTypes.MACHINE_SET_STATUSES, set.id());
                            return List.of(
                                    set.id(),
                                    set.label(OmniKeys.CLUSTER).orElse(""),
                                    status.map(s -> words(s.spec().getPhase())).orElse("new"),
                                    status.map(s -> s.spec().getMachines().getHealthy() + "/"
                                                    + s.spec().getMachines().getRequested())
                                            .orElse(""),
                                    set.spec().getMachineAllocation().getName(),
                                    notes(set));
                        })
                        .toList());
    }

    private String machines() {
        return table(
                "Machines",
                List.of("id", "Talos", "connected", "cluster", "stage", ""),
                simulator.store().list(ResourceTypes.MACHINE_STATUSES).stream()
                        .map(machine -> List.of(
                                machine.id(),
                                machine.spec().getTalosVersion(),
                                yes(machine.spec().getConnected()),
                                machine.spec().getCluster(),
                                simulator
                                        .store()
                                        .get(ResourceTypes.CLUSTER_MACHINE_STATUSES, machine.id())
                                        .map(s -> words(s.spec().getStage()))
                                        .orElse(""),
                                notes(machine)))
                        .toList());
    }

    private String writes() {
        List<RecordedWrite> all = simulator.writeLog().writes();
        return table(
                "Last writes of clients",
                List.of("time", "who", "call", "object", "outcome"),
                all.subList(Math.max(0, all.size() - WRITES), all.size()).reversed().stream()
                        .map(write -> List.of(
                                time(write.time()),
                                write.caller().name(),
                                words(write.rpc()),
                                write.type().split("\\.", 2)[0] + "/" + write.id(),
                                write.succeeded() ? write.changes().toString() : write.message()))
                        .toList());
    }

    private static String table(String title, List<String> heads, List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("<h2>%s (%d)</h2>".formatted(title, rows.size()));
        if (!rows.isEmpty()) {
            lines.add("<table><tr>" + cells("th", heads) + "</tr>");
            rows.stream().limit(MOST).forEach(row -> lines.add("<tr>" + cells("td", row) + "</tr>"));
            lines.add("</table>");
        }
        if (rows.size() > MOST) {
            lines.add("<p>%d more are not shown; omnictl get shows all.</p>".formatted(rows.size() - MOST));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String cells(String tag, List<String> texts) {
        return texts.stream()
                .map(text -> "<%s>%s</%s>".formatted(tag, escaped(text), tag))
                .collect(Collectors.joining());
    }

    private static String notes(Resource<?> resource) {
        return Stream.of(
                        resource.isTearingDown() ? "is being torn down" : "",
                        resource.hasAnnotation(OmniKeys.CLUSTER_LOCKED) ? "locked" : "")
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String time(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String yes(boolean isSo) {
        return isSo ? "yes" : "no";
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
