package dev.omnibridge.operator.omni;

import dev.omnibridge.operator.omni.Affected.Topic;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which objects wait for something of the account as a whole: a version, a class, a free machine. Only they are woken by it, because such changes come
 * often and concern almost nobody.
 *
 * @param <K> key of an object, as the listener knows it
 */
public final class WaitingObjects<K> {

    private record Wait(String connection, Set<Topic> topics) {}

    private final Map<K, Wait> waits = new ConcurrentHashMap<>();

    /** Notes what an object waits for after its pass; replaces what it waited for before. Nothing to wait for forgets it. */
    public void set(K object, String connection, Set<Topic> topics) {
        if (topics.isEmpty()) {
            waits.remove(object);
        } else {
            waits.put(object, new Wait(connection, Set.copyOf(topics)));
        }
    }

    /** The object is gone. */
    public void forget(K object) {
        waits.remove(object);
    }

    /** The objects that wait for this. */
    public Set<K> waitingFor(Affected.Waiting change) {
        return waits.entrySet().stream()
                .filter(entry -> entry.getValue().connection().equals(change.connection()))
                .filter(entry -> entry.getValue().topics().contains(change.topic()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
