package dev.omnibridge.demo;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.demo.table.Fleet;
import dev.omnibridge.demo.table.Health;
import dev.omnibridge.demo.table.Screen;
import dev.omnibridge.demo.world.KubeconfigFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shows the fleet on a screen as it changes, and notices when all of it is Ready for the first time. */
final class Show implements AutoCloseable {
    /** Kinds of ours that {@code config/samples} holds objects of: a connection, two clusters, four sets. */
    private static final int OBJECTS = 7;

    private static final long FRAME_MILLIS = 200;

    private final Stage stage;
    private final Screen screen;
    private final Clock clock;
    private final Instant start;
    private final CompletableFuture<Arrival> arrival = new CompletableFuture<>();
    private final ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("demo-painter").factory());
    private volatile List<String> answer = List.of();

    Show(Stage stage, Screen screen, Clock clock) {
        this.stage = stage;
        this.screen = screen;
        this.clock = clock;
        this.start = clock.instant();
        painter.scheduleWithFixedDelay(this::frame, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits until all is Ready and each cluster answered through its kubeconfig; empty if that did not come in time. */
    Optional<Arrival> awaitReady(Duration limit) throws InterruptedException {
        try {
            return Optional.of(arrival.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the demo can't look at its objects any more", e.getCause());
        }
    }

    /** Why it is not all Ready now. */
    List<String> troubles() {
        Fleet fleet = stage.fleet().now();
        var troubles = new ArrayList<>(fleet.health()
                .filter(health -> !health.isReady())
                .flatMap(health -> health.troubles().stream())
                .toList());
        if (troubles.isEmpty()) {
            troubles.add("all objects are Ready, but not every kubeconfig leads to a cluster that answers");
        }
        return troubles;
    }

    /** Shows the answer to a command below everything else. */
    void answer(List<String> lines) {
        answer = List.copyOf(lines);
        painter.execute(this::frame);
    }

    private void frame() {
        try {
            Fleet fleet = stage.fleet().now();
            var below = new ArrayList<String>(answer);
            if (arrival.isDone()) {
                below.addAll(Guide.notes(arrival.join()));
            }
            screen.show(screen.view().lines(fleet), below);
            if (!arrival.isDone() && isReady(fleet)) {
                answers(fleet)
                        .ifPresent(answers -> arrival.complete(new Arrival(
                                Duration.between(start, clock.instant()),
                                stage.kubeconfigs().management(stage.cluster()),
                                answers)));
            }
        } catch (RuntimeException e) {
            arrival.completeExceptionally(e);
            throw e;
        }
    }

    private static boolean isReady(Fleet fleet) {
        return fleet.health().count() >= OBJECTS && fleet.health().allMatch(Health::isReady);
    }

    /** The kubeconfig of every cluster and the version that its API server told; empty unless all did. */
    private Optional<Map<Path, String>> answers(Fleet fleet) {
        Map<Path, String> answers = new LinkedHashMap<>();
        for (OmniCluster cluster : fleet.clusters()) {
            stage.kubeconfigs()
                    .issued(stage.cluster().administrator(), cluster)
                    .ifPresent(file -> KubeconfigFiles.ask(file).ifPresent(version -> answers.put(file, version)));
        }
        return Optional.of(answers).filter(all -> all.size() == fleet.clusters().size());
    }

    @Override
    public void close() {
        painter.shutdownNow();
    }
}
