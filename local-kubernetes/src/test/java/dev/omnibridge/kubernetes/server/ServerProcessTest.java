package dev.omnibridge.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    private Path directory;

    @Test
    void a_process_that_ends_before_it_is_ready_is_reported_with_the_end_of_its_log() {
        var process =
                ServerProcess.start(shell("i=0; while [ $i -lt 100 ]; do echo line-$i; i=$((i+1)); done; exit 3"));

        assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(20)))
                .isInstanceOf(KubernetesStartException.class)
                .hasMessageStartingWith("sh ended with exit code 3 before it was ready. The end of its log:\nline-70\n")
                .hasMessageEndingWith("\nline-99");
    }

    @Test
    void a_process_that_is_never_ready_is_reported_after_the_limit() {
        var process = ServerProcess.start(shell("echo still thinking; exec sleep 60"));
        try {
            assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(1)))
                    .hasMessageContainingAll("sh was not ready within 1 s", "still thinking");
        } finally {
            process.kill();
        }
    }

    @Test
    void a_program_that_cannot_be_started_is_named() {
        var missing = new ServerCommand(directory.resolve("etcd"), List.of(), directory.resolve("log"), List.of());

        assertThatThrownBy(() -> ServerProcess.start(missing))
                .isInstanceOf(KubernetesStartException.class)
                .hasMessageStartingWith("cannot start " + directory.resolve("etcd"));
    }

    private ServerCommand shell(String script) {
        var neverReady = HealthProbe.plain(Ports.free().etcdClient(), "/health");
        return new ServerCommand(SHELL, List.of("-c", script), directory.resolve("sh.log"), List.of(neverReady));
    }
}
