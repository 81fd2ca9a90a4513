package dev.omnibridge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.server.KubernetesStartException;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealKubernetes
class LocalKubernetesStartTest {
    @TempDir
    private Path directory;

    @Test
    void a_server_that_refuses_its_flags_is_reported_in_its_own_words() {
        var options = LocalKubernetesOptions.defaults().withApiServerFlags("--no-such-flag=1");

        assertThatThrownBy(() -> LocalKubernetes.start(options))
                .isInstanceOf(KubernetesStartException.class)
                .hasMessageContainingAll("kube-apiserver ended with exit code 1", "unknown flag: --no-such-flag");
    }

    @Test
    void temporary_data_goes_with_the_server() {
        Path temporary;
        try (var kubernetes = LocalKubernetes.start(LocalKubernetesOptions.defaults())) {
            temporary = kubernetes.kubeconfigFile().getParent();
            assertThat(temporary).isNotEmptyDirectory();
        }
        assertThat(temporary).doesNotExist();
    }

    @Test
    void a_data_directory_keeps_objects_for_the_next_server() {
        var options = LocalKubernetesOptions.defaults().withDataDirectory(directory.resolve("data"));
        try (var first = LocalKubernetes.start(options);
                var client = new KubernetesClientBuilder()
                        .withConfig(first.clientConfig())
                        .build()) {
            client.resource(Objects.configMap("kept")).inNamespace("default").create();
        }

        try (var second = LocalKubernetes.start(options);
                var client = new KubernetesClientBuilder()
                        .withConfig(second.clientConfig())
                        .build()) {
            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("kept")
                            .get())
                    .isNotNull();
        }
    }

    @Test
    void two_users_of_one_name_are_refused() {
        var options = LocalKubernetesOptions.defaults();

        assertThatThrownBy(() -> options.withUsers(User.named("admin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("user names must differ, found [admin, admin]");
    }

    @Test
    void a_user_name_that_would_break_the_token_file_is_refused() {
        assertThatThrownBy(() -> User.named("a,b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("user name is 'a,b'; allowed are letters");
    }
}
