package dev.omnibridge.simulator.likeness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Machines that appear in recordings.
 *
 * @param machines name of each as a node of Kubernetes, by its id; empty where no recording tells it
 * @param names from every name a machine has had as a node to the short id that recordings use
 * @param talosVersion version the machines run in the beginning
 */
public record Cast(SequencedMap<String, String> machines, Map<String, String> names, String talosVersion) {

    private static final Set<String> ABOUT_MACHINES = Set.of(
            "MachineSetNodes",
            "ClusterMachines",
            "ClusterMachineStatuses",
            "ClusterMachineConfigStatuses",
            "MachinePendingUpdates",
            "MachineStatuses",
            "Machines");
    private static final Pattern NODE_NAME = Pattern.compile("talos-[0-9a-z]{3}-[0-9a-z]{3}");
    private static final String REST_OF_ID = "1802-c798-4da7-a410-f09abb48c8d8";

    static Cast of(List<Recording> recordings) {
        TreeSet<String> shortIds = new TreeSet<>();
        Map<String, String> first = new TreeMap<>();
        Map<String, String> names = new HashMap<>();
        for (Recording recording : recordings) {
            for (Event event : recording.events()) {
                if (ABOUT_MACHINES.contains(event.kind())) {
                    shortIds.add(event.id());
                    nodeNames(event).forEach(name -> {
                        names.putIfAbsent(name, event.id());
                        first.putIfAbsent(event.id(), name);
                    });
                }
            }
        }
        String all = String.join("\n", recordings.stream().map(Recording::text).toList());
        TreeMap<String, String> machines = new TreeMap<>();
        shortIds.forEach(id -> machines.put(fullId(id, all), first.getOrDefault(id, "")));
        return new Cast(machines, Map.copyOf(names), firstTalosVersion(recordings));
    }

    /** Id of the machine that recordings call so; anything else stays. */
    String fullId(String shortId) {
        return machines.keySet().stream()
                .filter(id -> shortId.length() == 4 && id.startsWith(shortId))
                .findFirst()
                .orElse(shortId);
    }

    private static String fullId(String shortId, String text) {
        Matcher found = Pattern.compile(shortId + "[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .matcher(text);
        return found.find() ? found.group() : shortId + REST_OF_ID;
    }

    private static List<String> nodeNames(Event event) {
        List<String> names = new ArrayList<>();
        for (Change change : event.changes()) {
            if (change.facet().contains("hostname") || change.facet().endsWith("node-name")) {
                NODE_NAME
                        .matcher(change.after())
                        .results()
                        .map(MatchResult::group)
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static String firstTalosVersion(List<Recording> recordings) {
        return recordings.stream()
                .flatMap(recording -> recording.events().stream())
                .filter(event -> event.kind().equals("Clusters"))
                .flatMap(event -> event.changes().stream())
                .filter(change -> change.facet().equals("talos_version"))
                .map(change -> change.before().isEmpty() ? change.after() : change.before())
                .findFirst()
                .orElse("1.13.8");
    }
}
