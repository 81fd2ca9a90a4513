package dev.omnibridge.kubernetes.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvtestArchiveTest {
    private static final String OTHER_CHECKSUM = "0".repeat(128);

    @TempDir
    private Path directory;

    private ArchiveServer server;
    private Cache cache;

    @BeforeEach
    void start() throws Exception {
        server = ArchiveServer.start(directory.resolve("published"));
        cache = new Cache(directory.resolve("cache"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void an_archive_with_the_right_checksum_is_unpacked_and_has_no_controllers() throws Exception {
        var binaries = cache.fill(archive(server.address("/archive.tar.gz"), server.sha512()), _ -> {});

        assertThat(binaries.etcd()).isExecutable();
        assertThat(binaries.apiServer()).isExecutable();
        assertThat(binaries.controllerManager()).isEmpty();
        assertThat(binaries.directory().resolve("envtest.tar.gz")).doesNotExist();
    }

    @Test
    void an_archive_with_another_checksum_is_refused_and_thrown_away() throws Exception {
        var archive = archive(server.address("/archive.tar.gz"), OTHER_CHECKSUM);

        assertThatThrownBy(() -> cache.fill(archive, _ -> {}))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContainingAll("checksum is wrong", "expected sha512 " + OTHER_CHECKSUM, server.sha512());
        assertThat(cache.find(archive)).isEmpty();
        assertThat(directory.resolve("cache"))
                .isDirectoryNotContaining(path -> path.toString().contains("unfinished"));
    }

    @Test
    void an_archive_that_is_not_there_is_reported_with_the_status() {
        var archive = archive(server.address("/other.tar.gz"), OTHER_CHECKSUM);

        assertThatThrownBy(() -> cache.fill(archive, _ -> {})).hasMessage("the answer was HTTP 404, not 200");
    }

    @Test
    void a_host_that_refuses_or_never_answers_costs_seconds_only() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/archive.tar.gz");

            Assertions.assertTimeout(
                    Duration.ofSeconds(15),
                    () -> assertThatThrownBy(() -> cache.fill(archive(address, OTHER_CHECKSUM), _ -> {}))
                            .hasMessage("no answer within 6 s"));
        }
        server.close();
        assertThatThrownBy(() -> cache.fill(archive(server.address("/archive.tar.gz"), OTHER_CHECKSUM), _ -> {}))
                .hasMessageStartingWith("cannot connect");
    }

    @Test
    void an_archive_for_another_platform_is_not_downloaded() throws Exception {
        var foreign = new EnvtestArchive("1.35.0", server.address("/archive.tar.gz"), server.sha512(), "plan9-mips");

        assertThatThrownBy(() -> cache.fill(foreign, _ -> {}))
                .hasMessageStartingWith("the archive is for plan9-mips, this machine is ");
        assertThat(Files.exists(directory.resolve("cache").resolve(foreign.cacheName())))
                .isFalse();
    }

    private static EnvtestArchive archive(URI address, String sha512) {
        return new EnvtestArchive("1.35.0", address, sha512, EnvtestArchive.thisPlatform());
    }
}
