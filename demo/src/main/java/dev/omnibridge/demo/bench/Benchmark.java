package dev.omnibridge.demo.bench;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.demo.table.Health;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.omni.ChangeRouter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What is measured, in the order in which it is measured. */
final class Benchmark {
    /** Numbers of clusters that exist only to be applied alone begin here. */
    private static final int SINGLES = 9000;

    /** Numbers of clusters that exist only so that nothing is measured on code that never ran before. */
    private static final int WARM_UPS = 8000;

    /** So that each sample is of a fleet at rest, and not of what the sample before it left to do. */
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(300);

    /** So many times as many samples where two 95th percentiles are held against each other: of few samples it is one of the three slowest. */
    private static final int FOR_A_COMPARISON = 4;

    private static final Duration SETTLING = Duration.ofSeconds(15);

    /** A connection's counters may be behind, and are written then. */
    private static final Duration BEFORE_REST = ChangeRouter.BETWEEN_COUNTERS.plusSeconds(5);

    private static final int APPLIERS = 8;

    /** Revisions of edits that are no samples of an edit; those begin at 2. */
    private static final int IN_A_BURST = 500;

    private static final int IN_OUTAGE = 600;
    private static final int BEFORE_RESTART = 1000;

    /** One cluster of so many is edited while Omni is away. */
    private static final int EDITED_IN_OUTAGE = 10;

    private final BenchWorld world;
    private final BenchmarkSize size;
    private final Patience patience;
    private final Table table;

    Benchmark(BenchWorld world, BenchmarkSize size, Patience patience, Table table) {
        this.world = world;
        this.size = size;
        this.patience = patience;
        this.table = table;
    }

    void run() throws InterruptedException {
        world.awaitMachines(patience);
        try (OperatorProcess operator = world.startOperator()) {
            table.add("operator start to ready, nothing to do yet", operator.readyMillis(), Unit.MILLISECONDS);
            world.connect(patience);
            warmUp();
            applyToWrite();
            manyClusters(operator);
            table.add("edit to Omni write", editToWrite(2, size.samples()));
            table.add("Omni event to status written", eventToStatus(), "< 100 ms");
            table.add("change in Omni to drift in the status", driftToStatus(), "median < 1 s");
            table.add("Omni event to status written, while each cluster is edited", eventToStatusInABurst());
            rest(operator);
            table.add("resident memory of the operator", operator.residentMegabytes(), Unit.MEGABYTES, "< 400 MB");
            new Outage(world, size, patience, table)
                    .measure(
                            () -> applyAll(0, editedInOutage(), IN_OUTAGE),
                            () -> areReadyAt(IN_OUTAGE, editedInOutage()));
        }
        restart();
    }

    /** An operator runs for weeks: what it does in its first seconds is measured apart, as its start. */
    private void warmUp() {
        applyAll(WARM_UPS, size.warmUps(), 0);
        patience.untilAll("clusters to warm up with", () -> areReadyAt(0, size.warmUps()));
        world.deleteObjects(WARM_UPS, patience);
        patience.pass(SETTLING);
    }

    /** An object is applied once the API server has answered; how long that takes is told apart, since nobody can have less. */
    private void applyToWrite() throws InterruptedException {
        var requests = LongStream.builder();
        var durations = measured(number -> {
            String id = BenchObjects.clusterName(SINGLES + number);
            var written = world.omni().next(ResourceTypes.CLUSTERS, id, _ -> true);
            long start = System.nanoTime();
            BenchObjects.cluster(SINGLES + number, 1).applyWith(world.client());
            long applied = System.nanoTime();
            requests.add(applied - start);
            return patience.get("effect of an apply in Omni", written) - applied;
        });
        table.add("one object applied to first Omni write", durations, "median < 50 ms");
        table.add(
                "the request that applies it, before that",
                new Durations(requests.build().toArray()));
        world.deleteObjects(SINGLES, patience);
        patience.pass(SETTLING);
    }

    private void manyClusters(OperatorProcess operator) throws InterruptedException {
        Duration worked = operator.processorTime();
        List<CompletableFuture<Long>> claims = IntStream.range(0, size.clusters())
                .mapToObj(number ->
                        world.omni().next(ResourceTypes.CLUSTERS, BenchObjects.clusterName(number), _ -> true))
                .toList();
        long start = System.nanoTime();
        applyAll(0, size.clusters(), 1);
        long applied = System.nanoTime();
        long claimed = start;
        for (var claim : claims) {
            claimed = Math.max(claimed, patience.get("all clusters claimed", claim));
        }
        patience.untilAll("all clusters Ready", () -> areReadyAt(1, size.clusters()));
        long ready = System.nanoTime();
        Duration work = operator.processorTime().minus(worked);
        String many = size.clusters() + " clusters";
        table.add(many + " with their sets applied, by kubectl's side of it", Duration.ofNanos(applied - start));
        table.add(
                many + ", from the first apply to all claimed",
                Duration.ofNanos(claimed - start),
                "< 5 s for 100, < 60 s for 1,000");
        table.add(many + ", from the first apply to all Ready", Duration.ofNanos(ready - start));
        table.add(
                "processor time of the operator for each of them",
                work.toMillis() / size.clusters(),
                Unit.MILLISECONDS);
    }

    /** The first cluster is left out: it may be stuck. */
    private Durations editToWrite(int firstRevision, int samples) throws InterruptedException {
        return measured(samples, number -> {
            int cluster = 1 + number % (size.clusters() - 1);
            int revision = firstRevision + number;
            var written =
                    world.omni().next(ResourceTypes.CLUSTERS, BenchObjects.clusterName(cluster), hasRevision(revision));
            return from(() -> BenchObjects.cluster(cluster, revision).applyWith(world.client()), written);
        });
    }

    private Durations eventToStatus() throws InterruptedException {
        return measured(this::eventToStatus);
    }

    /** As often as the time allows that it takes to edit all clusters. */
    private Durations eventToStatusInABurst() throws InterruptedException {
        var nanos = LongStream.builder();
        // not in the common pool, which the clients need
        try (var users = Executors.newSingleThreadExecutor()) {
            var burst = users.submit(() -> applyAll(0, size.clusters(), IN_A_BURST));
            int number = 0;
            do {
                nanos.add(eventToStatus(number++));
            } while (!burst.isDone());
        }
        patience.untilAll("all clusters Ready after a burst", () -> areReadyAt(IN_A_BURST, size.clusters()));
        return new Durations(nanos.build().toArray());
    }

    private long eventToStatus(int number) throws InterruptedException {
        String set = BenchObjects.workersName(number % size.clusters());
        String machine = world.machineOf(set);
        var event = world.omni().next(ResourceTypes.CLUSTER_MACHINE_STATUSES, machine, _ -> true);
        var status = world.statuses()
                .next(set, current -> isConnected(current, machine).equals(Optional.of(false)));
        world.machines().disconnectAtOnce(machine);
        long duration = patience.get("status of a lost machine", status) - patience.get("event of Omni", event);
        var back = world.statuses()
                .next(set, current -> isConnected(current, machine).equals(Optional.of(true)));
        world.machines().connect(machine);
        patience.get("status of a machine that is back", back);
        return duration;
    }

    private Durations driftToStatus() throws InterruptedException {
        return measured(number -> {
            String set = BenchObjects.workersName(number % size.clusters());
            var event = world.omni().next(ResourceTypes.MACHINE_SETS, set, _ -> true);
            var status = world.statuses().next(set, Benchmark::isDrifted);
            world.editInOmni(set, UpdateStrategy.Unset);
            long duration = patience.get("drift in the status", status) - patience.get("event of Omni", event);
            var back = world.statuses().next(set, current -> !isDrifted(current));
            world.editInOmni(set, UpdateStrategy.Rolling);
            patience.get("status without drift", back);
            return duration;
        });
    }

    /** One cluster is on its way out and can't go, because a machine of it is lost; the others are worked on as before. */
    private void stuckDeletion(int revision) throws InterruptedException {
        int samples = size.samples() * FOR_A_COMPARISON;
        table.add("edit to Omni write, again, without a stuck deletion", editToWrite(revision, samples));
        String lost = world.machineOf(BenchObjects.workersName(0));
        BenchObjects.clusterOnDelete(0, revision).applyWith(world.client());
        patience.until("a cluster on Delete", () -> areOnDelete() == 1);
        world.machines().disconnectAtOnce(lost);
        world.delete(BenchObjects.clusterName(0));
        patience.until(
                "a teardown that waits for a lost machine",
                () -> world.clusters().anyMatch(cluster -> cluster.getMetadata().getDeletionTimestamp() != null));
        table.add(
                "edit to Omni write, while one deletion is stuck",
                editToWrite(revision + samples, samples),
                "p95 within 10 %");
    }

    private long areOnDelete() {
        return world.clusters()
                .flatMap(cluster -> Stream.ofNullable(cluster.getStatus().policy()))
                .filter(policy -> policy.deletion() == DeletionPolicy.DELETE)
                .count();
    }

    private void rest(OperatorProcess operator) {
        patience.pass(BEFORE_REST);
        var mark = world.log().mark();
        long writes = world.apiWrites();
        Duration worked = operator.processorTime();
        patience.pass(size.rest());
        var span = world.log().since(mark);
        Duration work = operator.processorTime().minus(worked);
        table.add("unary calls to Omni at rest", span.calls().total(), size.rest(), "0");
        table.add("watches opened at rest", span.calls().watches(), size.rest(), "0");
        table.add("writes to the Kubernetes API at rest", world.apiWrites() - writes, size.rest(), "0");
        table.add(
                "processor time of the operator at rest, of one core",
                100.0 * work.toMillis() / size.rest().toMillis(),
                Unit.PERCENT,
                "< 1 %");
    }

    private void restart() throws InterruptedException {
        applyAll(0, size.clusters(), BEFORE_RESTART);
        var mark = world.log().mark();
        try (OperatorProcess operator = world.startOperator()) {
            patience.untilAll("all status fresh after the restart", () -> areReadyAt(BEFORE_RESTART, size.clusters()));
            long fresh = System.nanoTime() - operator.startedAt();
            table.add(
                    "operator start to ready, with " + size.clusters() + " clusters",
                    operator.readyMillis(),
                    Unit.MILLISECONDS);
            table.add(
                    "operator start to complete fresh status, each cluster edited meanwhile",
                    Duration.ofNanos(fresh),
                    "< 15 s");
            table.add(
                    "writes to Omni of that restart",
                    world.log().since(mark).writes().size(),
                    Unit.COUNT,
                    size.clusters() + 1 + ", the edits and the mark of the process");
            table.add("resident memory after the restart", operator.residentMegabytes(), Unit.MEGABYTES, "< 400 MB");
            stuckDeletion(BEFORE_RESTART + 1);
        }
    }

    private void applyAll(int first, int clusters, int revision) {
        try (var appliers = Executors.newFixedThreadPool(APPLIERS)) {
            IntStream.range(first, first + clusters)
                    .forEach(number -> appliers.execute(
                            () -> BenchObjects.clusterWithMachines(number, size.machinesOfEach(), revision)
                                    .applyWith(world.client())));
        }
    }

    private interface Measurement {
        long nanos(int number) throws InterruptedException;
    }

    private Durations measured(Measurement measurement) throws InterruptedException {
        return measured(size.samples(), measurement);
    }

    private Durations measured(int samples, Measurement measurement) throws InterruptedException {
        var nanos = LongStream.builder();
        for (int number = 0; number < samples; number++) {
            nanos.add(measurement.nanos(number));
            patience.pass(BETWEEN_SAMPLES);
        }
        return new Durations(nanos.build().toArray());
    }

    private long from(Runnable cause, CompletableFuture<Long> effect) throws InterruptedException {
        long start = System.nanoTime();
        cause.run();
        return patience.get("effect of an apply in Omni", effect) - start;
    }

    private static Predicate<Resource<?>> hasRevision(int revision) {
        return cluster -> cluster.label("revision").equals(Optional.of(Integer.toString(revision)));
    }

    private static boolean isDrifted(OmniMachineSet set) {
        return Optional.ofNullable(set.getStatus())
                .map(status -> status.drift())
                .filter(drift -> drift.items() != null && !drift.items().isEmpty())
                .isPresent();
    }

    private static Optional<Boolean> isConnected(OmniMachineSet set, String machine) {
        return Optional.ofNullable(set.getStatus())
                .map(status -> status.machineList())
                .flatMap(machines -> machines.stream()
                        .filter(one -> one.id().equals(machine))
                        .findFirst())
                .map(one -> one.connected());
    }

    /** Whether so many clusters have a spec of this revision, and are Ready for it. */
    private boolean areReadyAt(int revision, int clusters) {
        String wanted = Integer.toString(revision);
        return world.clusters()
                        .filter(cluster -> Map.of("revision", wanted)
                                .equals(cluster.getSpec().labels()))
                        .filter(cluster -> Health.of(cluster).isReady())
                        .count()
                >= clusters;
    }

    private int editedInOutage() {
        return Math.max(1, size.clusters() / EDITED_IN_OUTAGE);
    }
}
