package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.omni.JumpingTime;
import dev.omnibridge.operator.reconcile.References.Content;
import dev.omnibridge.operator.reconcile.References.Kind;
import dev.omnibridge.operator.reconcile.References.Reference;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@RealKubernetes
class ReferenceWatcherServerTest {

    private static final String READER = "OmniConnection/default";

    private final TestNamespace namespace;
    private final KubernetesClient admin;
    private final JumpingTime time = new JumpingTime();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> woken = new ConcurrentLinkedQueue<>();
    private final Reference secret;
    private KubernetesClient operator;
    private ReferenceWatcher watcher;

    ReferenceWatcherServerTest(TestNamespace namespace, KubernetesClient admin) {
        this.namespace = namespace;
        this.admin = admin;
        this.secret = new Reference(Kind.SECRET, namespace.name(), "omni");
        this.operator = namespace.newClientAs("operator");
        this.watcher = new ReferenceWatcher(operator, time, executor, woken::add);
    }

    @BeforeEach
    void allowOneName() {
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("one-secret")
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("secrets", "configmaps")
                        .withResourceNames("omni")
                        .withVerbs("get", "watch")
                        .endRule()
                        .build())
                .createOr(existing -> existing.update());
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("one-secret")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "one-secret")
                        .addNewSubject("rbac.authorization.k8s.io", "User", "operator", null)
                        .build())
                .createOr(existing -> existing.update());
    }

    @AfterEach
    void end() {
        watcher.close();
        operator.close();
        executor.shutdownNow();
        time.close();
        admin.secrets().withName("omni").delete();
    }

    @Test
    @DisplayName(
            "R07: with get and watch on one name only, a Secret is seen to be missing, to come, to change and to go")
    void theWholeLifeOfASecretIsSeen() {
        watcher.refer(READER, Set.of(secret));
        awaitContent(new Content.Absent());

        admin.resource(secret("one")).create();
        awaitContent(new Content.Present(Map.of("key", "one")));

        admin.resource(secret("two")).update();
        awaitContent(new Content.Present(Map.of("key", "two")));

        admin.secrets().withName("omni").delete();
        awaitContent(new Content.Absent());
        assertThat(woken).hasSize(4).containsOnly(READER);
    }

    @Test
    void aConfigMapIsReadTheSameWay() {
        admin.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("omni")
                        .endMetadata()
                        .withData(Map.of("ca.crt", "pem"))
                        .build())
                .create();
        Reference map = new Reference(Kind.CONFIG_MAP, namespace.name(), "omni");

        watcher.refer(READER, Set.of(map));

        await().until(() -> watcher.content(map).equals(new Content.Present(Map.of("ca.crt", "pem"))));
    }

    @Test
    void aNameWithoutTheRightSaysWhichRightIsMissing() {
        Reference other = new Reference(Kind.SECRET, namespace.name(), "other");

        watcher.refer(READER, Set.of(other));

        await().untilAsserted(() -> assertThat(watcher.content(other))
                .isInstanceOfSatisfying(
                        Content.Unreadable.class,
                        unreadable -> assertThat(unreadable.why())
                                .contains("Secret " + namespace.name() + "/other", "get and watch")));
    }

    @Test
    void whatNobodyRefersToAnyMoreIsForgotten() {
        admin.resource(secret("one")).create();
        watcher.refer(READER, Set.of(secret));
        awaitContent(new Content.Present(Map.of("key", "one")));

        watcher.refer(READER, Set.of());

        assertThat(watcher.content(secret)).isEqualTo(new Content.Pending());
    }

    @Test
    void aWatchSurvivesARestartOfTheApiServer() {
        watcher.refer(READER, Set.of(secret));
        awaitContent(new Content.Absent());

        namespace.kubernetes().restartApiServer();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> admin.resource(secret("after")).createOr(existing -> existing.update()) != null);

        await().atMost(Duration.ofSeconds(90))
                .until(() -> watcher.content(secret).equals(new Content.Present(Map.of("key", "after"))));
    }

    private void awaitContent(Content expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(watcher.content(secret)).isEqualTo(expected));
    }

    private static Secret secret(String value) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("omni")
                .endMetadata()
                .addToStringData("key", value)
                .build();
    }
}
