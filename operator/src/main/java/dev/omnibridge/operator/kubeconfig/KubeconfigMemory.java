package dev.omnibridge.operator.kubeconfig;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered between passes and may be lost with the process: a token that could not be written yet, and the one written last, to ask the
 * cluster about it again. A restart costs at most one token more.
 */
public final class KubeconfigMemory {

    /**
     * A minted kubeconfig.
     *
     * @param wish what it was minted for
     * @param clusterUuid the cluster it was minted for
     */
    record Minted(Kubeconfig kubeconfig, KubeconfigWish wish, String clusterUuid) {}

    private record Written(Minted minted, boolean isProbeDue) {}

    private final Map<String, Minted> unwritten = new ConcurrentHashMap<>();
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    Optional<Minted> unwritten(String uid) {
        return Optional.ofNullable(unwritten.get(uid));
    }

    void minted(String uid, Minted minted) {
        unwritten.put(uid, minted);
    }

    void wrote(String uid, Minted minted) {
        unwritten.remove(uid);
        written.put(uid, new Written(minted, true));
    }

    /** Notes the answer to a probe; a refusal is asked about again, an acceptance only after the API was away. */
    void probed(String uid, boolean wasRefused) {
        written.computeIfPresent(uid, (key, w) -> new Written(w.minted, wasRefused));
    }

    /** The token to ask about now; noting that the API is away makes the next time due. */
    Optional<Minted> dueForProbe(String uid, boolean apiIsUsable) {
        Written known = written.get(uid);
        if (known == null) {
            return Optional.empty();
        }
        if (!apiIsUsable) {
            written.put(uid, new Written(known.minted, true));
            return Optional.empty();
        }
        return known.isProbeDue ? Optional.of(known.minted) : Optional.empty();
    }

    /** Forgets an object that is gone. */
    public void forget(String uid) {
        unwritten.remove(uid);
        written.remove(uid);
    }
}
