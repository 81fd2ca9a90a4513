package dev.omnibridge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.binaries.Controllers;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a server of its own rather than the shared one, as these tests stop it. */
@RealKubernetes(controllers = Controllers.REQUIRED)
class LocalKubernetesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LocalKubernetes kubernetes;
    private static KubernetesClient admin;

    @BeforeAll
    static void start() {
        kubernetes = LocalKubernetes.start(LocalKubernetesOptions.defaults()
                .withUsers(User.named("nobody"), new User("viewer", List.of("viewers"))));
        admin = client(kubernetes.clientConfig());
    }

    @AfterAll
    static void stop() {
        admin.close();
        kubernetes.close();
    }

    @Test
    void a_user_without_a_binding_is_refused() {
        try (var nobody = client(kubernetes.clientConfig("nobody"))) {
            assertThatThrownBy(() -> nobody.configMaps().inNamespace("default").list())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("User \"nobody\" cannot list resource \"configmaps\"");
        }
    }

    @Test
    void a_users_group_gives_the_rights_that_are_bound_to_it() {
        admin.resource(Objects.groupMayView("viewers")).create();

        try (var viewer = client(kubernetes.clientConfig("viewer"))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThatCode(() -> configMap(viewer, "any").get()).doesNotThrowAnyException());
            assertThatThrownBy(() -> viewer.resource(Objects.configMap("new")).create())
                    .hasMessageContaining("cannot create");
        }
    }

    @Test
    void an_impersonated_service_account_belongs_to_the_groups_of_its_namespace() {
        admin.resource(Objects.groupMayView("system:serviceaccounts:omnibridge"))
                .create();

        try (var operator = client(kubernetes.clientConfigAs("system:serviceaccount:omnibridge:omnibridge"))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThatCode(
                                    () -> configMap(operator, "any").get())
                            .doesNotThrowAnyException());
            assertThatThrownBy(() -> operator.secrets().inNamespace("default").list())
                    .hasMessageContaining("system:serviceaccount:omnibridge:omnibridge");
        }
    }

    @Test
    void an_unknown_user_name_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> kubernetes.clientConfig("stranger"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'stranger'")
                .hasMessageContaining("[admin, nobody, viewer]");
    }

    @Test
    void a_deleted_namespace_goes_away_with_what_is_in_it() {
        admin.resource(Objects.namespace("short-lived")).create();
        admin.resource(Objects.configMap("inside")).inNamespace("short-lived").create();

        admin.namespaces().withName("short-lived").delete();

        await().atMost(PATIENCE)
                .until(() -> admin.namespaces().withName("short-lived").get() == null);
    }

    @Test
    void an_object_goes_away_with_its_owner() {
        var owner = admin.resource(Objects.configMap("owner")).create();
        var owned = Objects.configMap("owned");
        owned.getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName("owner")
                        .withUid(owner.getMetadata().getUid())
                        .build()));
        admin.resource(owned).create();

        configMap(admin, "owner").delete();

        await().atMost(PATIENCE).until(() -> configMap(admin, "owned").get() == null);
    }

    @Test
    void the_api_server_goes_away_and_comes_back_on_its_port_with_its_data() {
        admin.resource(Objects.configMap("survivor")).create();
        var withoutRetries = new ConfigBuilder(kubernetes.clientConfig())
                .withRequestRetryBackoffLimit(0)
                .build();

        try (var client = client(withoutRetries)) {
            kubernetes.pauseApiServer();
            assertThatThrownBy(() -> configMap(client, "survivor").get()).hasStackTraceContaining("ConnectException");

            kubernetes.resumeApiServer();
            assertThat(configMap(client, "survivor").get()).isNotNull();
        }
        assertThatThrownBy(kubernetes::resumeApiServer).hasMessage("kube-apiserver runs already; pause it first");
    }

    @Test
    void the_kubeconfig_is_enough_for_a_client() {
        var config = Config.fromKubeconfig(kubernetes.kubeconfig());

        assertThat(config.getContexts())
                .extracting(NamedContext::getName)
                .containsExactlyInAnyOrder("admin", "nobody", "viewer");
        try (var client = client(config)) {
            assertThat(client.namespaces().withName("default").get()).isNotNull();
        }
    }

    private static Resource<ConfigMap> configMap(KubernetesClient client, String name) {
        return client.configMaps().inNamespace("default").withName(name);
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
