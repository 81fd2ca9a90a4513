package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Secrets of one namespace in memory; can refuse. */
final class SecretsInMemory implements SecretStore {

    private final Map<String, Sight> byName = new TreeMap<>();
    private final List<String> history = new ArrayList<>();
    private Optional<Denial> blindness = Optional.empty();
    private Optional<String> trialRefusal = Optional.empty();
    private Optional<String> writeRefusal = Optional.empty();
    private Optional<String> removalRefusal = Optional.empty();
    private int made;
    private boolean isDeadly;

    void addForeign(String name) {
        byName.put(name, new Sight.Foreign());
    }

    /** What stands at a name now. */
    Sight at(String name) {
        return byName.getOrDefault(name, new Sight.Absent());
    }

    /** A backup brings back what stood at a name, as another incarnation. */
    void bringBack(String name, Sight former, String uid) {
        byName.put(name, new Sight.Ours(uid, ((Sight.Ours) former).note()));
    }

    void delete(String name) {
        byName.remove(name);
    }

    void refuse(String why) {
        trialRefusal = Optional.of(why);
    }

    void refuseOnlyRealWrites(String why) {
        writeRefusal = Optional.of(why);
    }

    /** Looks are answered with this from now on. */
    void hide(Denial why) {
        blindness = Optional.of(why);
    }

    /** Nothing is removed. */
    void keep(String why) {
        removalRefusal = Optional.of(why);
    }

    /** The operator is killed before it removes something. */
    void dieAtRemoval() {
        isDeadly = true;
    }

    void accept() {
        isDeadly = false;
        blindness = Optional.empty();
        trialRefusal = Optional.empty();
        writeRefusal = Optional.empty();
    }

    Set<String> names() {
        return byName.keySet();
    }

    List<String> history() {
        return history;
    }

    @Override
    public Sight look(OmniCluster owner, String secretName) {
        return blindness
                .<Sight>map(Sight.Hidden::new)
                .orElseGet(() -> byName.getOrDefault(secretName, new Sight.Absent()));
    }

    @Override
    public Written tryWrite(TargetSecret target, Sight sight) {
        return trialRefusal.map(SecretsInMemory::refused).orElseGet(() -> answer(target, sight));
    }

    @Override
    public Written write(TargetSecret target, Sight sight, Kubeconfig content) {
        if (writeRefusal.isPresent()) {
            return refused(writeRefusal.get());
        }
        Written written = answer(target, sight);
        if (written instanceof Written.Done(String uid)) {
            byName.put(target.name(), new Sight.Ours(uid, TokenNote.of(target.annotations())));
            history.add("+" + target.name());
        }
        return written;
    }

    @Override
    public Written remove(OmniCluster owner, String secretName, String uid) {
        if (isDeadly) {
            throw new IllegalStateException("killed");
        }
        if (removalRefusal.isPresent()) {
            return refused(removalRefusal.get());
        }
        if (blindness.isPresent()) {
            return new Written.Refused(blindness.get());
        }
        if (byName.get(secretName) instanceof Sight.Ours(String stored, var note) && stored.equals(uid)) {
            byName.remove(secretName);
            history.add("-" + secretName);
        }
        return new Written.Done(uid);
    }

    private static Written refused(String why) {
        return new Written.Refused(new Denial(why, true));
    }

    private Written answer(TargetSecret target, Sight sight) {
        Sight actual = byName.getOrDefault(target.name(), new Sight.Absent());
        if (!actual.equals(sight) || actual instanceof Sight.Foreign) {
            return new Written.Conflict();
        }
        return new Written.Done(sight instanceof Sight.Ours(String uid, var note) ? uid : "secret-" + ++made);
    }
}
