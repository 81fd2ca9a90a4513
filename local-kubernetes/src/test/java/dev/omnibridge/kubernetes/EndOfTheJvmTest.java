package dev.omnibridge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.binaries.Controllers;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With our own build of the servers: only that one notices a killed JVM, and only that one has controllers. */
@RealKubernetes(controllers = Controllers.REQUIRED)
class EndOfTheJvmTest {
    private Process jvm;
    private Path files;
    private List<ProcessHandle> servers;

    @BeforeEach
    void start() throws Exception {
        jvm = Forsaken.start();
        files = Path.of(String.valueOf(jvm.inputReader().readLine()));
        servers = jvm.descendants().toList();
        assertThat(servers).hasSize(3).allMatch(ProcessHandle::isAlive);
    }

    @AfterEach
    void stop() {
        jvm.destroyForcibly();
        servers.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_killed_jvm_leaves_no_server_behind() {
        jvm.destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void a_jvm_that_is_asked_to_end_leaves_no_server_and_no_files() throws Exception {
        jvm.destroy();

        assertThat(jvm.waitFor(Duration.ofSeconds(20))).isTrue();
        assertThat(servers).noneMatch(ProcessHandle::isAlive);
        assertThat(files).doesNotExist();
    }
}
