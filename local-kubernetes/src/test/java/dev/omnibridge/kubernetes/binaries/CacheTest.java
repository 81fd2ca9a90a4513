package dev.omnibridge.kubernetes.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    @TempDir
    private Path root;

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private Cache cache;

    @BeforeEach
    void makeCache() {
        cache = new Cache(root);
    }

    @Test
    void its_directory_is_our_own_variable_then_the_desktop_standard_then_the_home() {
        assertThat(Cache.directory(Map.of("OMNIBRIDGE_CACHE", "/own", "XDG_CACHE_HOME", "/xdg")))
                .isEqualTo(Path.of("/own"));
        assertThat(Cache.directory(Map.of("XDG_CACHE_HOME", "/xdg"))).isEqualTo(Path.of("/xdg/omnibridge"));
        assertThat(Cache.directory(Map.of("OMNIBRIDGE_CACHE", "", "XDG_CACHE_HOME", " ")))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "omnibridge"));
    }

    @Test
    void a_source_that_fails_half_way_leaves_nothing_behind() throws Exception {
        var broken = FakeSource.broken("half");

        assertThatThrownBy(() -> cache.fill(broken, progress::add)).hasMessage("the half broke");

        assertThat(names()).containsExactly(".lock");
    }

    @Test
    void what_a_killed_process_left_half_made_is_removed_and_not_used() throws Exception {
        Programs.in(root.resolve(".unfinished-1"), "etcd", "kube-apiserver");
        Programs.in(root.resolve("cached-build"), "etcd");

        var filled = cache.fill(FakeSource.build(), progress::add);

        assertThat(filled.controllerManager()).isPresent();
        assertThat(names()).containsExactlyInAnyOrder(".lock", "cached-build");
    }

    @Test
    void while_a_source_is_at_work_nothing_is_found_under_its_name() throws Exception {
        var source = FakeSource.build();
        var released = source.hold();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var filling = threads.submit(() -> cache.fill(source, progress::add));
            source.begun.await();

            assertThat(cache.find(source)).isEmpty();

            released.countDown();
            assertThat(filling.get()).isEqualTo(cache.find(source).orElseThrow());
        }
    }

    @Test
    void two_threads_that_ask_at_once_fill_it_once() throws Exception {
        var source = FakeSource.build();
        var released = source.hold();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> cache.fill(source, progress::add));
            var second = threads.submit(() -> cache.fill(source, progress::add));
            source.begun.await();
            released.countDown();

            assertThat(first.get()).isEqualTo(second.get());
            assertThat(source.asked).hasValue(1);
        }
    }

    @Test
    void a_second_process_waits_says_so_and_takes_what_the_first_made() throws Exception {
        var source = FakeSource.build();
        var other = LockHolder.start(root.resolve(".lock"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var filling = threads.submit(() -> cache.fill(source, progress::add));
            await().until(() -> progress.contains("waiting for another process that fills " + root));
            Programs.in(root.resolve("cached-build"), "etcd", "kube-apiserver");

            other.getOutputStream().close();

            assertThat(filling.get().directory()).isEqualTo(root.resolve("cached-build"));
            assertThat(source.asked).hasValue(0);
        } finally {
            other.destroyForcibly();
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
