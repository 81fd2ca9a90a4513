package dev.omnibridge.simulator.backup;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where backups lie, outside of Omni: what is in it stays when a cluster goes or Omni's own state is put back. Thread-safe.
 */
public final class BackupStore {

    private final Map<String, TreeSet<Backup>> byCluster = new HashMap<>();
    private Optional<String> failure = Optional.empty();

    /** The backups of a cluster, the newest first. */
    public synchronized List<Backup> list(String clusterUuid) {
        TreeSet<Backup> known = byCluster.get(clusterUuid);
        return known == null ? List.of() : List.copyOf(known);
    }

    /** One backup of a cluster by the name of its file. */
    public synchronized Optional<Backup> find(String clusterUuid, String snapshot) {
        return list(clusterUuid).stream()
                .filter(backup -> backup.snapshot().equals(snapshot))
                .findFirst();
    }

    /** From now on refuses everything that is brought, with these words. */
    public synchronized void fail(String words) {
        failure = Optional.of(words);
    }

    /** Ends {@link #fail}. */
    public synchronized void work() {
        failure = Optional.empty();
    }

    /** Loses a backup, as somebody does who tidies up the store. */
    public synchronized void lose(Backup backup) {
        byCluster.computeIfPresent(backup.clusterUuid(), (uuid, known) -> {
            known.remove(backup);
            return known;
        });
    }

    /** Takes a backup; one of the same second is replaced. Answers what spoke against it. */
    synchronized Optional<String> put(Backup backup) {
        if (failure.isEmpty()) {
            TreeSet<Backup> known = byCluster.computeIfAbsent(
                    backup.clusterUuid(),
                    uuid -> new TreeSet<>(Comparator.comparing(Backup::created).reversed()));
            known.remove(backup);
            known.add(backup);
        }
        return failure;
    }
}
