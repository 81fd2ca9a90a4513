package dev.omnibridge.kubernetes.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.kubernetes.binaries.Availability.Available;
import dev.omnibridge.kubernetes.binaries.Availability.Unavailable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisioningTest {
    @TempDir
    private Path directory;

    private final FakeSource archive = FakeSource.archive();
    private final FakeSource build = FakeSource.build();
    private final List<String> progress = new ArrayList<>();

    @Test
    void the_assets_directory_wins_over_the_cache() throws Exception {
        var assets = Programs.in(directory.resolve("assets"), "etcd", "kube-apiserver");
        Programs.in(cache().resolve("cached-build"), "etcd", "kube-apiserver", "kube-controller-manager");

        var found = with(Map.of("KUBEBUILDER_ASSETS", assets.toString())).obtain(Controllers.IF_AVAILABLE);

        assertThat(found).isEqualTo(new Available(new Binaries(assets)));
    }

    @Test
    void an_assets_directory_without_controllers_is_passed_over_when_they_are_needed() throws Exception {
        var assets = Programs.in(directory.resolve("assets"), "etcd", "kube-apiserver");

        var found = with(Map.of("KUBEBUILDER_ASSETS", assets.toString())).obtain(Controllers.REQUIRED);

        assertThat(found).isEqualTo(new Available(new Binaries(cache().resolve("cached-build"))));
    }

    @Test
    void what_the_cache_holds_is_not_fetched_again() throws Exception {
        Programs.in(cache().resolve("cached-archive"), "etcd", "kube-apiserver");

        var found = with(Map.of()).obtain(Controllers.IF_AVAILABLE);

        assertThat(found).isEqualTo(new Available(new Binaries(cache().resolve("cached-archive"))));
        assertThat(archive.asked).hasValue(0);
        assertThat(build.asked).hasValue(0);
    }

    @Test
    void the_cache_prefers_programs_with_controllers() throws Exception {
        Programs.in(cache().resolve("cached-archive"), "etcd", "kube-apiserver");
        Programs.in(cache().resolve("cached-build"), "etcd", "kube-apiserver", "kube-controller-manager");

        var found = with(Map.of()).obtain(Controllers.IF_AVAILABLE);

        assertThat(found.orThrow().controllerManager()).isPresent();
    }

    @Test
    void an_empty_cache_is_filled_by_the_download_before_the_build() throws Exception {
        var found = with(Map.of()).obtain(Controllers.IF_AVAILABLE);

        assertThat(found).isEqualTo(new Available(new Binaries(cache().resolve("cached-archive"))));
        assertThat(build.asked).hasValue(0);
    }

    @Test
    void a_download_without_controllers_is_not_even_tried_when_they_are_needed() throws Exception {
        var found = with(Map.of()).obtain(Controllers.REQUIRED);

        assertThat(found.orThrow().controllerManager()).isPresent();
        assertThat(archive.asked).hasValue(0);
    }

    @Test
    void a_source_that_fails_is_followed_by_the_next_and_its_reason_is_reported() throws Exception {
        var found = with(Map.of(), FakeSource.broken("network"), build).obtain(Controllers.IF_AVAILABLE);

        assertThat(found).isEqualTo(new Available(new Binaries(cache().resolve("cached-build"))));
        assertThat(progress).contains("network: the network broke");
    }

    @Test
    void with_nothing_left_the_reason_names_every_place_and_the_next_step() throws Exception {
        var empty = directory.resolve("empty").toString();
        var found = with(Map.of("KUBEBUILDER_ASSETS", empty), FakeSource.broken("network"), FakeSource.broken("go"))
                .obtain(Controllers.IF_AVAILABLE);

        assertThat(found)
                .asInstanceOf(InstanceOfAssertFactories.type(Unavailable.class))
                .extracting(Unavailable::reason, InstanceOfAssertFactories.STRING)
                .contains(
                        "KUBEBUILDER_ASSETS=" + empty + ": no executable etcd and kube-apiserver there",
                        "cache " + cache() + ": nothing suitable there",
                        "network: the network broke",
                        "go: the go broke",
                        "Next step: point KUBEBUILDER_ASSETS at");
        assertThatThrownBy(found::orThrow).isInstanceOf(KubernetesUnavailableException.class);
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    private Provisioning with(Map<String, String> environment) {
        return with(environment, archive, build);
    }

    private Provisioning with(Map<String, String> environment, BinarySource... sources) {
        return new Provisioning(environment, new Cache(cache()), List.of(sources), progress::add);
    }
}
