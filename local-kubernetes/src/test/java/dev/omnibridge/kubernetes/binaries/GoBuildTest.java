package dev.omnibridge.kubernetes.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of Go: the real build takes minutes and is what {@code Provision} is for. */
class GoBuildTest {
    @TempDir
    private Path directory;

    private final List<String> progress = new ArrayList<>();
    private Path tools;
    private Cache cache;

    @BeforeEach
    void makeTools() throws IOException {
        tools = Files.createDirectory(directory.resolve("tools"));
        cache = new Cache(directory.resolve("cache"));
    }

    @Test
    void it_builds_in_the_module_with_the_version_in_the_binary_and_names_the_result_three_times() throws Exception {
        goIs("""
                while [ "$1" != -o ]; do echo "$1" >> '%1$s'; shift; done
                echo "$GOFLAGS / $CGO_ENABLED" >> '%1$s'
                test -f go.mod && cp "$0" "$2"
                """.formatted(directory.resolve("calls")));

        var binaries = cache.fill(build(), progress::add);

        assertThat(binaries.controllerManager()).isPresent();
        assertThat(binaries.etcd().toRealPath()).isEqualTo(binaries.apiServer().toRealPath());
        assertThat(directory.resolve("calls"))
                .content()
                .contains("-X k8s.io/component-base/version.gitVersion=v"
                        + GoModule.packaged().kubernetesVersion())
                .contains("-X k8s.io/client-go/pkg/version.gitMinor=35")
                .contains("-trimpath -buildvcs=false / 0");
        assertThat(binaries.directory().getFileName().toString()).startsWith("kubernetes-1.35.");
    }

    @Test
    void a_long_build_reports_now_and_then() throws Exception {
        goIs("""
                echo "go: downloading k8s.io/api"
                i=0; while [ $i -lt 450 ]; do echo "package$i"; i=$((i+1)); done
                while [ "$1" != -o ]; do shift; done
                cp "$0" "$2"
                """);

        cache.fill(build(), progress::add);

        assertThat(progress.getFirst()).contains("first use only, about 5 minutes");
        assertThat(progress)
                .contains("  downloading Go modules (about 90 MB)")
                .filteredOn(line -> line.contains("compiled"))
                .hasSize(2);
    }

    @Test
    void a_failed_build_tells_the_last_lines_of_go() throws Exception {
        goIs("echo 'go: module lookup disabled'; exit 1");

        assertThatThrownBy(() -> cache.fill(build(), progress::add))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContainingAll("build` ended with 1", "go: module lookup disabled");
        assertThat(cache.find(build())).isEmpty();
    }

    @Test
    void without_go_on_the_path_it_says_so() {
        assertThatThrownBy(() -> cache.fill(build(), progress::add)).hasMessage("no `go` on the PATH");
    }

    private void goIs(String script) throws IOException {
        Programs.script(tools.resolve("go"), script);
    }

    private GoBuild build() {
        return new GoBuild(GoModule.packaged(), Map.of("PATH", ":" + tools));
    }
}
