package dev.omnibridge.simulation.invariant;

import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.operator.Stage.Write;
import java.util.List;
import java.util.Optional;

/** Locks that people set in Omni: they hold, and only the token for exactly that lock takes one away, alone. */
final class LockRules {

    private static final List<String> LOCKS = List.of(OmniKeys.CLUSTER_LOCKED, OmniKeys.LOCKED);

    private LockRules() {}

    static void check(Written written) {
        if (!isUnlocking(written)) {
            lockedCluster(written);
        }
        lockedMachines(written);
    }

    /** Also what Omni refused must not have been sent over a lock that was known. */
    static void checkRefused(Written written) {
        if (written.before().isEmpty() && written.write() != Write.CREATE) {
            // what is gone is not locked
            return;
        }
        boolean lifts = written.before().stream()
                .anyMatch(before -> LOCKS.stream()
                        .anyMatch(lock ->
                                before.hasAnnotation(lock) && !written.after().hasAnnotation(lock)));
        if (!lifts) {
            lockedCluster(written);
        }
    }

    /** Whether the write lifts a lock, which it then has to be asked for and do alone. */
    private static boolean isUnlocking(Written written) {
        Optional<String> lifted = written.before().stream()
                .flatMap(before -> LOCKS.stream()
                        .filter(lock ->
                                before.hasAnnotation(lock) && !written.after().hasAnnotation(lock)))
                .findFirst();
        if (lifted.isEmpty()) {
            return false;
        }
        Resource<?> before = written.before().orElseThrow();
        written.require(
                written.isApprovedHereOrOnCluster("unlock:%s:%d:%d"
                        .formatted(
                                before.id(), before.version(), before.created().getEpochSecond())),
                Invariant.LOCK,
                lifted.get() + " is gone");
        Resource<?> without = before.withoutAnnotation(lifted.get());
        written.require(
                written.after().spec().equals(before.spec())
                        && written.after().labels().equals(before.labels())
                        && written.after().annotations().equals(without.annotations()),
                Invariant.LOCK,
                lifted.get() + " is lifted together with another change");
        return true;
    }

    private static void lockedCluster(Written written) {
        Optional<String> cluster = written.after().type().equals(ResourceTypes.CLUSTERS)
                ? Optional.of(written.after().id())
                : written.after().label(OmniKeys.CLUSTER);
        boolean isLocked = cluster.filter(id -> isLockedInView(written, id)
                        && written.scene()
                                .omni()
                                .store()
                                .get(ResourceTypes.CLUSTERS, id)
                                .filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                                .isPresent())
                .isPresent();
        written.require(!isLocked || written.isRelease(), Invariant.HELD, "its cluster is locked in Omni");
    }

    private static boolean isLockedInView(Written written, String cluster) {
        return written.window()
                .seen()
                .flatMap(seen -> seen.kind(ResourceTypes.CLUSTERS).get(cluster))
                .filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                .isPresent();
    }

    /** Nothing that lets machines go goes out over a lock on one of them. */
    private static void lockedMachines(Written written) {
        Resource<?> after = written.after();
        boolean isNode = after.type().equals(ResourceTypes.MACHINE_SET_NODES);
        if (written.write() == Write.TEARDOWN && isNode) {
            written.require(
                    written.before()
                            .filter(b -> b.hasAnnotation(OmniKeys.LOCKED))
                            .isEmpty(),
                    Invariant.HELD,
                    "the machine is locked in Omni");
            return;
        }
        if (written.write() != Write.TEARDOWN && !(AskedRules.isShrink(written) && letsMachinesGo(written))) {
            return;
        }
        String label = after.type().equals(ResourceTypes.CLUSTERS) ? OmniKeys.CLUSTER : OmniKeys.MACHINE_SET;
        List<String> locked = written
                .scene()
                .omni()
                .store()
                .list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(label, after.id()))
                .stream()
                .filter(LockRules::isLocked)
                .map(Resource::id)
                .filter(id -> isLockedIn(written.window().seen(), id)
                        && isLockedIn(written.process().seen(), id))
                .toList();
        written.require(locked.isEmpty(), Invariant.HELD, "machines in it are locked in Omni: " + locked);
    }

    /** More machines are in the set than its class is to have, in Omni and as the process could see it. */
    private static boolean letsMachinesGo(Written written) {
        String set = written.after().id();
        long size = AskedRules.size((MachineSetSpec) written.after().spec()).orElse(Long.MAX_VALUE);
        long stored = written
                .scene()
                .omni()
                .store()
                .list(ResourceTypes.CLUSTER_MACHINES, LabelQuery.equal(OmniKeys.MACHINE_SET, set))
                .stream()
                .filter(machine -> !machine.isTearingDown())
                .count();
        return Math.min(
                        stored,
                        Math.min(
                                members(written.window().seen(), set),
                                members(written.process().seen(), set)))
                > size;
    }

    private static long members(Optional<OmniSnapshot> seen, String set) {
        return seen.stream()
                .flatMap(s -> s.kind(ResourceTypes.CLUSTER_MACHINES).all().stream())
                .filter(machine -> !machine.isTearingDown()
                        && machine.label(OmniKeys.MACHINE_SET).equals(Optional.of(set)))
                .count();
    }

    private static boolean isLockedIn(Optional<OmniSnapshot> seen, String machine) {
        return seen.flatMap(s -> s.kind(ResourceTypes.MACHINE_SET_NODES).get(machine))
                .filter(LockRules::isLocked)
                .isPresent();
    }

    private static boolean isLocked(Resource<MachineSetNodeSpec> node) {
        return node.hasAnnotation(OmniKeys.LOCKED) && !node.isTearingDown();
    }
}
