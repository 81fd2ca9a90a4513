package dev.omnibridge.simulation.invariant;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.ReleaseBrake;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts what is really released, whatever the operator wrote down about it. */
final class BrakeWatch {

    private static final ReleaseBrake BUILT_IN = new ReleaseBrake(3, 10, 10, "1h");

    private final Scene scene;
    private final List<Released> all = new ArrayList<>();
    private final Map<PassWindow, Integer> turns = new IdentityHashMap<>();
    private int turn;

    /**
     * A removal.
     *
     * @param what it was, in which incarnation and version: an Omni that is restored may need the same removal once more
     * @param turn in which it was reserved: what comes after it, by approval or a wider brake, takes nothing back
     */
    private record Released(String what, Instant at, int machines, int clusters, int turn) {}

    BrakeWatch(Scene scene) {
        this.scene = scene;
    }

    void reserved(PassWindow pass) {
        turns.put(pass, ++turn);
    }

    void check(Written written) {
        int machines = machines(written);
        int clusters =
                written.write() == Write.TEARDOWN && written.after().type().equals(ResourceTypes.CLUSTERS) ? 1 : 0;
        if (machines == 0 && clusters == 0) {
            return;
        }
        Resource<?> before = written.before().orElseThrow();
        String what = before.reference() + " of " + before.created() + " at " + before.version();
        String approvedFor = written.after().type().equals(ResourceTypes.MACHINE_SET_NODES)
                ? written.after().label(OmniKeys.MACHINE_SET).orElse("")
                : written.after().id();
        int own = turns.computeIfAbsent(written.window(), _ -> ++turn);
        all.removeIf(released -> released.what().equals(what));
        all.add(new Released(what, written.window().begin(), machines, clusters, own));
        if (written.isReleaseApproved(approvedFor)) {
            return;
        }
        List<ReleaseBrake> inForce = inForce(written);
        boolean isWithin = inForce.stream().anyMatch(brake -> fits(brake, written, own));
        written.require(
                isWithin,
                Invariant.BRAKE,
                "released by now: " + all + ", and no brake that was in force during the pass lets that go: "
                        + inForce);
    }

    private boolean fits(ReleaseBrake brake, Written written, int own) {
        Duration window =
                Duration.parse("PT" + or(brake, ReleaseBrake::window, "1h").toUpperCase(java.util.Locale.ROOT));
        Instant from = written.window().begin().minus(window);
        List<Released> counting = all.stream()
                .filter(released -> released.at().isAfter(from) && released.turn() <= own)
                .toList();
        int allocated = Math.max(
                scene.omni().store().list(ResourceTypes.CLUSTER_MACHINES).size(),
                written.window()
                        .seen()
                        .map(seen ->
                                seen.kind(ResourceTypes.CLUSTER_MACHINES).all().size())
                        .orElse(0));
        int percent = or(brake, ReleaseBrake::machinesPercent, 10);
        int machineLimit = Math.max(or(brake, ReleaseBrake::machines, 10), Math.ceilDiv(percent * allocated, 100));
        return counting.stream().mapToInt(Released::machines).sum() <= machineLimit
                && counting.stream().mapToInt(Released::clusters).sum() <= or(brake, ReleaseBrake::clusters, 3);
    }

    private static <T> T or(ReleaseBrake brake, Function<ReleaseBrake, @Nullable T> field, T builtIn) {
        return Objects.requireNonNullElse(field.apply(brake), builtIn);
    }

    /** Brakes of the connection that some process may go by: a change counts from the next pass over the connection on. */
    private List<ReleaseBrake> inForce(Written written) {
        Optional<Integer> known = written.window().facts().map(f -> f.brake().machines());
        return scene.server().log().stream()
                .flatMap(change -> change.after().stream())
                .filter(OmniConnection.class::isInstance)
                .map(OmniConnection.class::cast)
                .filter(c -> c.getMetadata().getName().equals(OperatorProcess.CONNECTION))
                .map(c -> Objects.requireNonNullElse(c.getSpec().releaseBrake(), BUILT_IN))
                .filter(brake -> known.isEmpty() || known.get().equals(or(brake, ReleaseBrake::machines, 10)))
                .distinct()
                .toList();
    }

    private int machines(Written written) {
        Resource<?> after = written.after();
        if (written.write() == Write.TEARDOWN) {
            if (after.type().equals(ResourceTypes.MACHINE_SET_NODES)) {
                return 1;
            }
            String label = after.type().equals(ResourceTypes.CLUSTERS) ? OmniKeys.CLUSTER : OmniKeys.MACHINE_SET;
            return least(written, snapshot -> members(snapshot, label, after.id()));
        }
        if (written.write() == Write.UPDATE && after.type().equals(ResourceTypes.MACHINE_SETS)) {
            Optional<Long> before = AskedRules.size(
                    (MachineSetSpec) written.before().orElseThrow().spec());
            Optional<Long> now = AskedRules.size((MachineSetSpec) after.spec());
            if (before.isPresent() && now.isPresent() && now.get() < before.get()) {
                return Math.max(
                        0,
                        least(written, seen -> members(seen, OmniKeys.MACHINE_SET, after.id()))
                                - (int) now.get().longValue());
            }
        }
        return 0;
    }

    /** What the process can have seen and what there really is may differ by what is under way; the smaller number is certain. */
    private int least(
            Written written, Function<Function<ResourceType<?>, Collection<? extends Resource<?>>>, Integer> count) {
        int stored = count.apply(type -> scene.omni().store().list(type));
        int seen = written.window()
                .seen()
                .map(s -> count.apply(type -> all(s, type)))
                .orElse(stored);
        int seenNow = written.process()
                .seen()
                .map(s -> count.apply(type -> all(s, type)))
                .orElse(stored);
        return Math.min(stored, Math.min(seen, seenNow));
    }

    private static <S extends Message> Collection<Resource<S>> all(OmniSnapshot snapshot, ResourceType<S> type) {
        return snapshot.kind(type).all();
    }

    private static int members(
            Function<ResourceType<?>, Collection<? extends Resource<?>>> kinds, String label, String id) {
        List<String> leaving = kinds.apply(ResourceTypes.MACHINE_SETS).stream()
                .filter(Resource::isTearingDown)
                .filter(set -> !set.id().equals(id))
                .map(Resource::id)
                .toList();
        return (int) kinds.apply(ResourceTypes.CLUSTER_MACHINES).stream()
                .filter(machine -> !machine.isTearingDown()
                        && machine.label(label).equals(Optional.of(id))
                        && machine.label(OmniKeys.MACHINE_SET)
                                .filter(leaving::contains)
                                .isEmpty())
                .count();
    }
}
