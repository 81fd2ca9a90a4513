package dev.omnibridge.simulator.likeness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Replaces what is made up anew on every server by what it stands for, so that two runs can be compared. One for each recording. */
final class Normal {

    private static final Pattern NODE_NAME = Pattern.compile("talos-[0-9a-z]{3}-[0-9a-z]{3}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ADDRESS = Pattern.compile("\\[?(?:[0-9a-f]{1,4}:){3,}[0-9a-f:]+]?(?:/\\d+)?");
    private static final Pattern HASH = Pattern.compile("\\b(?:[0-9a-f]{64}|[0-9a-f]{40})\\b");
    private static final String HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** Which of the pulls these show depends on the moments at which they look; each of them stands in the status of the pulls. */
    private static final Set<String> FOLLOW_PULLS = Set.of("KubernetesUpgradeStatuses", "OngoingTasks");

    private static final Pattern PULLED = Pattern.compile("^pulled \".*\"$");
    private static final Pattern PULLS = Pattern.compile("^pre-pulling images \\(\\d+(?=/)");

    /** Stands for one of several that could be told. */
    static final String SOME = "(some)";

    /** Stands for a text that is not compared. */
    static final String TEXT = "(text)";

    private final Cast cast;
    private final Map<String, Map<String, String>> hashes = new HashMap<>();
    private final Map<String, String> standing = new HashMap<>();

    Normal(Cast cast) {
        this.cast = cast;
    }

    /** The events that are compared, without what is tolerated in each. */
    List<Event> of(List<Event> events) {
        List<Event> normal = new ArrayList<>();
        for (Event event : events) {
            List<Change> changes = event.changes().stream()
                    .map(change -> of(event, change))
                    .filter(change -> !Tolerance.ignores(event.kind(), change))
                    .toList();
            // an update of nothing that is shown is an update all the same; one of what is left out is none
            if (!changes.isEmpty() || event.changes().isEmpty()) {
                normal.add(event.with(changes));
            }
        }
        return normal;
    }

    private Change of(Event event, Change change) {
        String facet = change.facet().replace("compressed_", "").replace("redacted_current_", "redacted_");
        String numbered = event.resource() + " " + facet;
        String after = value(numbered, change.after());
        Optional<String> known = Optional.ofNullable(standing.put(numbered, after));
        // of a part that goes a recording doesn't tell what it was
        boolean isUntold = change.before().isEmpty() && change.after().equals(Change.ABSENT);
        String before = value(numbered, change.before());
        return new Change(facet, isUntold ? known.orElse(before) : before, after);
    }

    private String value(String numbered, String value) {
        if (value.isEmpty() || value.equals(Change.ABSENT)) {
            return value;
        }
        if (numbered.endsWith("config_diff") || numbered.endsWith("redacted_machine_config")) {
            return TEXT;
        }
        if (numbered.startsWith("ClusterMachineIdentities")
                && (value.length() > 40 || numbered.endsWith("etcd_member_id"))) {
            return value.equals("0") ? value : "(made up)";
        }
        String shown = FOLLOW_PULLS.contains(numbered.substring(0, numbered.indexOf(' '))) ? pulls(value) : value;
        String named = NODE_NAME
                .matcher(shown)
                .replaceAll(name -> "(node of " + cast.names().getOrDefault(name.group(), "nobody") + ")");
        String known =
                UUID.matcher(named).replaceAll(id -> cast.machines().containsKey(id.group()) ? id.group() : "(uuid)");
        return HASH.matcher(ADDRESS.matcher(known).replaceAll("(address)"))
                .replaceAll(hash -> number(numbered, hash.group()));
    }

    private static String pulls(String value) {
        return PULLS.matcher(PULLED.matcher(value).replaceAll("pulled " + SOME))
                .replaceAll("pre-pulling images (" + SOME);
    }

    private String number(String numbered, String hash) {
        if (hash.equals(HASH_OF_NOTHING)) {
            return "(hash of nothing)";
        }
        Map<String, String> known = hashes.computeIfAbsent(numbered, key -> new HashMap<>());
        return known.computeIfAbsent(hash, h -> "(hash " + (known.size() + 1) + ")");
    }
}
