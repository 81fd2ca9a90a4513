package dev.omnibridge.simulation.kubernetes;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Secrets of the management cluster, as far as kubeconfigs go. */
public final class SecretShelf {

    /**
     * One Secret.
     *
     * @param owner value of our owner annotation; empty if it is somebody else's
     */
    public record Stored(String uid, String owner, Map<String, String> annotations, boolean hasContent) {}

    private final Map<String, Stored> byName = new TreeMap<>();
    private long uids;

    /** The Secret of that name. */
    public Optional<Stored> get(String namespace, String name) {
        return Optional.ofNullable(byName.get(namespace + "/" + name));
    }

    /** Puts a Secret; a new one gets a uid. */
    public Stored put(
            String namespace, String name, String owner, Map<String, String> annotations, boolean hasContent) {
        String uid = get(namespace, name).map(Stored::uid).orElseGet(() -> "secret-" + ++uids);
        Stored stored = new Stored(uid, owner, Map.copyOf(annotations), hasContent);
        byName.put(namespace + "/" + name, stored);
        return stored;
    }

    /** Removes a Secret. */
    public void remove(String namespace, String name) {
        byName.remove(namespace + "/" + name);
    }

    /** What is on it at a moment. */
    public Map<String, Stored> backUp() {
        return new TreeMap<>(byName);
    }

    /** Puts a backup in the place of everything. */
    public void restore(Map<String, Stored> backup) {
        byName.clear();
        byName.putAll(backup);
    }

    /** Names of all, {@code namespace/name}, in order. */
    public java.util.List<String> names() {
        return java.util.List.copyOf(byName.keySet());
    }
}
