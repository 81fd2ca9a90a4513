package dev.omnibridge.simulation.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A Kubernetes API server in one map, with what controllers stumble over: one order of writes, resource versions, uids, generations, deletion
 * marks and finalizers, conflicts. It keeps every state it ever had, because caches are fed from older ones.
 */
public final class ApiServer {

    private final InstantSource time;
    private final List<Change> log = new ArrayList<>();
    private final TreeMap<Key, CustomResource<?, ?>> objects = new TreeMap<>();
    private final Map<Kind, Long> terminatingSince = new EnumMap<>(Kind.class);
    private final boolean hasAdmissionPolicies;
    private long revision;
    private long uids;

    /**
     * A server without objects.
     *
     * @param hasAdmissionPolicies whether it refuses to delete what is protected
     */
    public ApiServer(InstantSource time, boolean hasAdmissionPolicies) {
        this.time = time;
        this.hasAdmissionPolicies = hasAdmissionPolicies;
    }

    /** The time of the server. */
    public Instant now() {
        return time.instant();
    }

    /** Revision of the last write. */
    public long revision() {
        return revision;
    }

    /** All writes, oldest first. */
    public List<Change> log() {
        return log;
    }

    /** The object as it is now; not to be changed. */
    public Optional<CustomResource<?, ?>> get(Key key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** All objects of a kind, in order. */
    public List<CustomResource<?, ?>> all(Kind kind) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .<CustomResource<?, ?>>map(Map.Entry::getValue)
                .toList();
    }

    /** All keys, in order. */
    public List<Key> keys() {
        return List.copyOf(objects.keySet());
    }

    /** The OmniConnection of that name. */
    public Optional<OmniConnection> connection(String name) {
        return get(new Key(Kind.CONNECTION, "", name)).map(OmniConnection.class::cast);
    }

    /** The OmniCluster of that name. */
    public Optional<OmniCluster> cluster(String namespace, String name) {
        return get(new Key(Kind.CLUSTER, namespace, name)).map(OmniCluster.class::cast);
    }

    /** All OmniClusters. */
    public List<OmniCluster> clusters() {
        return all(Kind.CLUSTER).stream().map(OmniCluster.class::cast).toList();
    }

    /** All OmniMachineSets. */
    public List<OmniMachineSet> machineSets() {
        return all(Kind.MACHINE_SET).stream().map(OmniMachineSet.class::cast).toList();
    }

    /** Every state of an object of this uid that was current at some moment since a revision, newest last. */
    public List<CustomResource<?, ?>> statesSince(String uid, long since) {
        List<CustomResource<?, ?>> states = new ArrayList<>();
        for (int i = log.size() - 1; i >= 0; i--) {
            Change change = log.get(i);
            change.after().filter(o -> o.getMetadata().getUid().equals(uid)).ifPresent(o -> states.addFirst(o));
            if (change.revision() <= since && (!states.isEmpty() || isOf(change, uid))) {
                break;
            }
        }
        return states;
    }

    private static boolean isOf(Change change, String uid) {
        return change.before()
                .or(change::after)
                .orElseThrow()
                .getMetadata()
                .getUid()
                .equals(uid);
    }

    /** Creates an object as a user. */
    public CustomResource<?, ?> create(Key key, Object spec) {
        if (objects.containsKey(key)) {
            throw new Refused(key + " exists");
        }
        if (isTerminating(key.kind())) {
            throw new Refused(key + ": the definition of its kind is being deleted");
        }
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(key.name());
        if (!key.namespace().isEmpty()) {
            metadata.setNamespace(key.namespace());
        }
        metadata.setUid(new UUID(0x5eed_0000_0000_4000L, 0x8000_0000_0000_0000L | ++uids).toString());
        metadata.setGeneration(1L);
        metadata.setCreationTimestamp(timestamp());
        return store(key, Objects.of(key.kind(), metadata, spec, null));
    }

    /** Replaces the spec of an object as a user; a spec that is the same changes nothing. */
    public void replaceSpec(Key key, Object spec) {
        CustomResource<?, ?> stored = require(key);
        if (spec.equals(stored.getSpec())) {
            return;
        }
        ObjectMeta metadata = Objects.copy(stored.getMetadata());
        metadata.setGeneration(metadata.getGeneration() + 1);
        store(key, Objects.of(key.kind(), metadata, spec, stored.getStatus()));
    }

    /** Changes annotations and the like as a user. */
    public void changeMetadata(Key key, Consumer<ObjectMeta> change) {
        CustomResource<?, ?> stored = require(key);
        ObjectMeta metadata = Objects.copy(stored.getMetadata());
        change.accept(metadata);
        if (!metadata.equals(stored.getMetadata())) {
            settle(key, Objects.of(key.kind(), metadata, stored.getSpec(), stored.getStatus()));
        }
    }

    /** Deletes an object as a user, unless the admission policies are installed and it is protected; says whether it did. */
    public boolean deleteAsUser(Key key) {
        boolean isRefused = hasAdmissionPolicies
                && switch (require(key)) {
                    case OmniCluster c -> Boolean.TRUE.equals(c.getSpec().deletionProtection());
                    case OmniMachineSet s -> Boolean.TRUE.equals(s.getSpec().deletionProtection());
                    default -> false;
                };
        if (!isRefused) {
            delete(key);
        }
        return !isRefused;
    }

    /** Deletes an object whatever admission says: with finalizers it is only marked. */
    public void delete(Key key) {
        CustomResource<?, ?> stored = require(key);
        if (stored.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        ObjectMeta metadata = Objects.copy(stored.getMetadata());
        metadata.setDeletionTimestamp(timestamp());
        metadata.setGeneration(metadata.getGeneration() + 1);
        settle(key, Objects.of(key.kind(), metadata, stored.getSpec(), stored.getStatus()));
    }

    /** Deletes the definition of a kind, and with it all objects, whatever admission says. When they are gone it is applied again at once. */
    public void deleteDefinition(Kind kind) {
        terminatingSince.putIfAbsent(kind, revision);
        all(kind).forEach(object -> delete(Key.of(object)));
        endDefinition(kind);
    }

    /** Whether the definition of a kind is on its way out. */
    public boolean isTerminating(Kind kind) {
        return terminatingSince.containsKey(kind);
    }

    /** Whether it is so since this revision or longer. */
    public boolean isTerminatingSince(Kind kind, long since) {
        return terminatingSince.getOrDefault(kind, Long.MAX_VALUE) <= since;
    }

    private void endDefinition(Kind kind) {
        if (all(kind).isEmpty()) {
            terminatingSince.remove(kind);
        }
    }

    /** What is stored at a moment. */
    public record Backup(Map<Key, CustomResource<?, ?>> objects, Set<Kind> terminating) {}

    /** Takes a backup of everything. */
    public Backup backUp() {
        return new Backup(new TreeMap<>(objects), Set.copyOf(terminatingSince.keySet()));
    }

    /** Puts a backup in the place of everything: objects have the uids, generations and versions that they had. */
    public void restore(Backup backup) {
        Set<Key> all = new TreeSet<>(objects.keySet());
        all.addAll(backup.objects().keySet());
        for (Key key : all) {
            Optional<CustomResource<?, ?>> then =
                    Optional.ofNullable(backup.objects().get(key));
            Optional<CustomResource<?, ?>> now = Optional.ofNullable(objects.get(key));
            if (!now.equals(then)) {
                revision++;
                then.ifPresentOrElse(object -> objects.put(key, object), () -> objects.remove(key));
                log.add(new Change(revision, key, now, then));
            }
        }
        terminatingSince.clear();
        backup.terminating().forEach(kind -> terminatingSince.put(kind, revision));
    }

    /** A new server, in which nothing is. */
    public void lose() {
        restore(new Backup(Map.of(), Set.of()));
    }

    /** Writes the status for exactly this state of the object; empty if it is another by now. A status that is the same changes nothing. */
    public Optional<CustomResource<?, ?>> writeStatus(CustomResource<?, ?> read, Object status) {
        return atThisState(read)
                .map(stored -> status.equals(stored.getStatus())
                        ? stored
                        : store(
                                Key.of(read),
                                Objects.of(
                                        Objects.kindOf(read),
                                        Objects.copy(stored.getMetadata()),
                                        stored.getSpec(),
                                        status)));
    }

    /** Replaces the status by a patch that names uid and version; empty if another object or state stands there. */
    public Optional<CustomResource<?, ?>> patchStatus(Key key, String uid, String resourceVersion, Object status) {
        return get(key).filter(stored -> stored.getMetadata().getUid().equals(uid)
                        && stored.getMetadata().getResourceVersion().equals(resourceVersion))
                .flatMap(stored -> writeStatus(stored, status));
    }

    /** A copy that its reader may change. */
    public <T extends CustomResource<?, ?>> T copyOf(T object) {
        return Objects.copy(object);
    }

    /** Changes finalizers of exactly this state of the object; false if it is another by now. */
    public boolean changeFinalizers(CustomResource<?, ?> read, Consumer<List<String>> change) {
        Optional<CustomResource<?, ?>> stored = atThisState(read);
        stored.ifPresent(object -> {
            ObjectMeta metadata = Objects.copy(object.getMetadata());
            change.accept(metadata.getFinalizers());
            settle(Key.of(read), Objects.of(Objects.kindOf(read), metadata, object.getSpec(), object.getStatus()));
        });
        return stored.isPresent();
    }

    private Optional<CustomResource<?, ?>> atThisState(CustomResource<?, ?> read) {
        return get(Key.of(read)).filter(stored -> isSame(stored.getMetadata(), read.getMetadata()));
    }

    private static boolean isSame(ObjectMeta stored, ObjectMeta read) {
        return stored.getUid().equals(read.getUid())
                && stored.getResourceVersion().equals(read.getResourceVersion());
    }

    /** Stores a state, or lets the object go if it is marked and nothing holds it. */
    private void settle(Key key, CustomResource<?, ?> object) {
        ObjectMeta metadata = object.getMetadata();
        if (metadata.getDeletionTimestamp() != null && metadata.getFinalizers().isEmpty()) {
            revision++;
            log.add(new Change(revision, key, Optional.ofNullable(objects.remove(key)), Optional.empty()));
            endDefinition(key.kind());
        } else {
            store(key, object);
        }
    }

    private CustomResource<?, ?> store(Key key, CustomResource<?, ?> object) {
        revision++;
        object.getMetadata().setResourceVersion(Long.toString(revision));
        Optional<CustomResource<?, ?>> before = Optional.ofNullable(objects.put(key, object));
        log.add(new Change(revision, key, before, Optional.of(object)));
        return object;
    }

    private CustomResource<?, ?> require(Key key) {
        return get(key).orElseThrow(() -> new Refused(key + " not found"));
    }

    private String timestamp() {
        return time.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
