package dev.omnibridge.operator.app;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.kubernetes.CachedObjects;
import dev.omnibridge.operator.kubernetes.Wakes;
import dev.omnibridge.operator.omni.Affected;
import dev.omnibridge.operator.omni.ChangeListener;
import dev.omnibridge.operator.omni.WaitingObjects;
import dev.omnibridge.operator.reconcile.Relations;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes changes in Omni on to the custom resources that read them. */
final class OmniWakes implements ChangeListener {

    private static final Logger LOG = LoggerFactory.getLogger(OmniWakes.class);

    /** Free machines come and go in bursts; the text about a shortage is computed at most this often (design 9). */
    private static final Duration BETWEEN_SHORTAGE_TEXTS = Duration.ofSeconds(10);

    private final CachedObjects objects;
    private final Wakes wakes;
    private final WaitingObjects<WaitingKey> waiting;
    private final MirrorScheduler scheduler;
    private final Predicate<String> rests;
    private final Set<String> machinesAreDue = ConcurrentHashMap.newKeySet();

    /** @param rests ends the rest of the object of a uid after failures, and tells whether it had one */
    OmniWakes(
            CachedObjects objects,
            Wakes wakes,
            WaitingObjects<WaitingKey> waiting,
            MirrorScheduler scheduler,
            Predicate<String> rests) {
        this.objects = objects;
        this.wakes = wakes;
        this.waiting = waiting;
        this.scheduler = scheduler;
        this.rests = rests;
    }

    /** A custom resource that waits for something of the account as a whole. */
    record WaitingKey(Kind kind, String namespace, String name) {
        enum Kind {
            CLUSTER,
            MACHINE_SET
        }
    }

    @Override
    public void onAffected(Set<Affected> affected) {
        affected.forEach(this::wakeSafely);
    }

    /** One mistake must not cost the others of the same moment their wake: nothing would make up for it for minutes. */
    private void wakeSafely(Affected affected) {
        try {
            wake(affected);
        } catch (RuntimeException e) {
            LOG.error("waking for {} failed", affected, e);
        }
    }

    private void wake(Affected affected) {
        switch (affected) {
            case Affected.Cluster(String connection, String name, Affected.Part part) ->
                clusters(connection, name).forEach(cluster -> wakes.cluster(cluster, part == Affected.Part.DECLARED));
            case Affected.MachineSet(String connection, String id) ->
                objects.machineSetsWithId(id).stream()
                        .filter(set -> uses(set, connection))
                        .forEach(wakes::machineSet);
            case Affected.Waiting change -> waiting(change);
            case Affected.Counters(String connection) -> wakes.connection(connection);
            case Affected.Resting(String connection) -> wakes.usersOf(connection, rests);
            case Affected.Everything(String connection) -> {
                wakes.connection(connection);
                wakes.usersOf(connection);
            }
        }
    }

    private void waiting(Affected.Waiting change) {
        switch (change.topic()) {
            case VERSIONS, CLASSES -> wakeWaiting(change);
            case MACHINES -> {
                if (machinesAreDue.add(change.connection())) {
                    scheduler.after(BETWEEN_SHORTAGE_TEXTS, () -> {
                        machinesAreDue.remove(change.connection());
                        wakeWaiting(change);
                    });
                }
            }
        }
    }

    private void wakeWaiting(Affected.Waiting change) {
        for (WaitingKey key : waiting.waitingFor(change)) {
            switch (key.kind()) {
                case CLUSTER ->
                    objects.cluster(key.namespace(), key.name()).ifPresent(cluster -> wakes.cluster(cluster, false));
                case MACHINE_SET ->
                    objects.machineSet(key.namespace(), key.name()).ifPresent(wakes::machineSet);
            }
        }
    }

    private List<OmniCluster> clusters(String connection, String name) {
        return objects.clustersNamed(name).stream()
                .filter(cluster -> Relations.connectionOf(cluster).equals(connection))
                .toList();
    }

    private boolean uses(OmniMachineSet set, String connection) {
        return objects.cluster(
                        set.getMetadata().getNamespace(),
                        set.getSpec().clusterRef().name())
                .map(cluster -> Relations.connectionOf(cluster).equals(connection))
                .orElse(true);
    }
}
