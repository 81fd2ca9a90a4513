package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.given.GivenToken;
import dev.omnibridge.operator.kubeconfig.Kubeconfig;
import dev.omnibridge.operator.kubeconfig.SecretStore.Sight;
import dev.omnibridge.operator.kubeconfig.SecretStore.Written;
import dev.omnibridge.operator.kubeconfig.TargetSecret;
import dev.omnibridge.operator.leadership.Leadership;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With the rights to create, patch and delete Secrets, and none to read them. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class KubernetesSecretsTest {

    private static final Kubeconfig CONTENT =
            new Kubeconfig("the text", "https://omni:8095", "a-token", Optional.of("uuid"), "key", Duration.ofHours(1));

    private final TestNamespace namespace;
    private final KubernetesClient admin;
    private KubernetesClient weak;
    private KubernetesSecrets secrets;
    private OmniCluster owner;

    KubernetesSecretsTest(TestNamespace namespace) {
        this.namespace = namespace;
        this.admin = namespace.client();
        this.weak = namespace.newClientAs("secret-writer");
        this.secrets = new KubernetesSecrets(weak, Leadership.ALONE);
        this.owner = owner("demo", UUID.randomUUID().toString());
    }

    @BeforeEach
    void grantWritingOnly() {
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("writer")
                        .endMetadata()
                        .withRules(new PolicyRuleBuilder()
                                .withApiGroups("")
                                .withResources("secrets")
                                .withVerbs("create", "patch", "delete")
                                .build())
                        .build())
                .serverSideApply();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("writer")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "writer")
                        .addNewSubject("rbac.authorization.k8s.io", "User", "secret-writer", null)
                        .build())
                .serverSideApply();
        admin.secrets().delete();
        admin.resources(OmniCluster.class).withName("demo").delete();
        // a real owner: the garbage collector removes what belongs to nobody
        owner = admin.resource(admin.getKubernetesSerialization().unmarshal("""
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniCluster
            metadata: {name: demo}
            spec: {kubernetes: {version: 1.35.2}, talos: {version: 1.13.8}}
            """, OmniCluster.class))
                .create();
    }

    @AfterEach
    void close() {
        weak.close();
    }

    @Test
    void aSecretIsCreatedTriedAndReplacedWithoutEverBeingRead() {
        assertThat(secrets.look(owner, "demo-kubeconfig")).isEqualTo(new Sight.Absent());
        assertThat(secrets.tryWrite(target(owner), new Sight.Absent())).isInstanceOf(Written.Done.class);
        assertThat(admin.secrets().withName("demo-kubeconfig").get()).isNull();

        Written written = secrets.write(target(owner), new Sight.Absent(), CONTENT);

        Secret stored = admin.secrets().withName("demo-kubeconfig").get();
        String uid = stored.getMetadata().getUid();
        assertThat(written).isEqualTo(new Written.Done(uid));
        assertThat(stored.getType()).isEqualTo("cluster.x-k8s.io/secret");
        assertThat(decoded(stored, "value")).isEqualTo("the text");
        assertThat(decoded(stored, "kubeconfig")).isEqualTo("the text");
        assertThat(stored.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(o ->
                        assertThat(o.getUid()).isEqualTo(owner.getMetadata().getUid()));
        assertThat(secrets.look(owner, "demo-kubeconfig")).isEqualTo(new Sight.Ours(uid, Optional.of(GivenToken.NOTE)));

        Kubeconfig renewed =
                new Kubeconfig("newer", "https://omni:8095", "b", Optional.of("uuid"), "key", Duration.ofHours(1));
        assertThat(secrets.write(target(owner), new Sight.Ours(uid, Optional.empty()), renewed))
                .isEqualTo(new Written.Done(uid));
        assertThat(decoded(admin.secrets().withName("demo-kubeconfig").get(), "value"))
                .isEqualTo("newer");
    }

    @Test
    @DisplayName("R30: a Secret that is not ours is a conflict: never written, never deleted")
    void aForeignSecretStaysAsItIs() {
        Secret foreign = admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("demo-kubeconfig")
                        .endMetadata()
                        .withStringData(Map.of("password", "x"))
                        .build())
                .create();

        assertThat(secrets.look(owner, "demo-kubeconfig")).isEqualTo(new Sight.Foreign());
        assertThat(secrets.write(target(owner), new Sight.Foreign(), CONTENT)).isEqualTo(new Written.Conflict());
        assertThat(secrets.write(target(owner), new Sight.Absent(), CONTENT)).isEqualTo(new Written.Conflict());
        secrets.remove(owner, "demo-kubeconfig", foreign.getMetadata().getUid());

        assertThat(admin.secrets()
                        .withName("demo-kubeconfig")
                        .get()
                        .getMetadata()
                        .getResourceVersion())
                .isEqualTo(foreign.getMetadata().getResourceVersion());
    }

    @Test
    @DisplayName("R51: a Secret that still has the object's former life for its owner gets the new one in its place")
    void anOwnerThatWasMadeAgainReplacesTheFormerOne() {
        secrets.write(target(owner), new Sight.Absent(), CONTENT);
        OmniCluster former = admin.resource(admin.getKubernetesSerialization().unmarshal("""
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniCluster
            metadata: {name: former}
            spec: {kubernetes: {version: 1.35.2}, talos: {version: 1.13.8}}
            """, OmniCluster.class))
                .serverSideApply();
        // an owner that exists, so that the garbage collector leaves the Secret alone
        Secret stored = admin.secrets()
                .withName("demo-kubeconfig")
                .edit(secret -> new SecretBuilder(secret)
                        .editMetadata()
                        .editFirstOwnerReference()
                        .withName("former")
                        .withUid(former.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .build());
        Sight sight = new Sight.Ours(stored.getMetadata().getUid(), Optional.empty());

        assertThat(secrets.tryWrite(target(owner), sight)).isInstanceOf(Written.Done.class);
        assertThat(secrets.write(target(owner), sight, CONTENT)).isInstanceOf(Written.Done.class);

        assertThat(admin.secrets()
                        .withName("demo-kubeconfig")
                        .get()
                        .getMetadata()
                        .getOwnerReferences())
                .singleElement()
                .satisfies(o ->
                        assertThat(o.getUid()).isEqualTo(owner.getMetadata().getUid()));
        admin.resource(former).delete();
    }

    @Test
    void anotherIncarnationThanTheOneSeenIsAConflict() {
        secrets.write(target(owner), new Sight.Absent(), CONTENT);
        Sight stale = new Sight.Ours(UUID.randomUUID().toString(), Optional.empty());

        assertThat(secrets.write(target(owner), stale, CONTENT)).isEqualTo(new Written.Conflict());
        admin.secrets().withName("demo-kubeconfig").delete();
        assertThat(secrets.write(target(owner), stale, CONTENT)).isEqualTo(new Written.Conflict());
        assertThat(admin.secrets().withName("demo-kubeconfig").get()).isNull();
    }

    @Test
    void aSecretOfOursIsRemovedOnlyAsTheIncarnationThatIsKnown() {
        secrets.write(target(owner), new Sight.Absent(), CONTENT);
        String uid =
                admin.secrets().withName("demo-kubeconfig").get().getMetadata().getUid();

        secrets.remove(owner, "demo-kubeconfig", "another");
        assertThat(admin.secrets().withName("demo-kubeconfig").get()).isNotNull();
        secrets.remove(owner("other", "uid"), "demo-kubeconfig", uid);
        assertThat(admin.secrets().withName("demo-kubeconfig").get()).isNotNull();
        secrets.remove(owner, "demo-kubeconfig", uid);
        assertThat(admin.secrets().withName("demo-kubeconfig").get()).isNull();
    }

    @Test
    void aRefusalIsToldInTheServersWordsWithoutContent() {
        OmniCluster elsewhere = owner("demo", "uid");
        elsewhere.getMetadata().setNamespace("kube-system");

        Written written = secrets.tryWrite(target(elsewhere), new Sight.Absent());

        assertThat(written)
                .isInstanceOfSatisfying(
                        Written.Refused.class,
                        refused -> assertThat(refused.why().message())
                                .contains("secret-writer", "cannot create resource", "kube-system"));
    }

    @Test
    void aLookThatIsRefusedHidesTheSecretAndSaysWhy() {
        OmniCluster elsewhere = owner("demo", "uid");
        elsewhere.getMetadata().setNamespace("kube-system");

        assertThat(secrets.look(elsewhere, "demo-kubeconfig")).isInstanceOfSatisfying(Sight.Hidden.class, hidden -> {
            assertThat(hidden.why().needsPerson()).isTrue();
            assertThat(hidden.why().message()).contains("secret-writer", "cannot patch resource", "kube-system");
        });
        assertThat(secrets.remove(elsewhere, "demo-kubeconfig", "uid")).isInstanceOf(Written.Refused.class);
    }

    @Test
    void anApiServerThatIsAwayHidesTheSecretUntilItIsBack() {
        try (KubernetesClient nowhere = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:1")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            KubernetesSecrets away = new KubernetesSecrets(nowhere, Leadership.ALONE);

            assertThat(away.look(owner, "demo-kubeconfig"))
                    .isInstanceOfSatisfying(
                            Sight.Hidden.class,
                            hidden -> assertThat(hidden.why().needsPerson()).isFalse());
            assertThat(away.tryWrite(target(owner), new Sight.Absent()))
                    .isInstanceOfSatisfying(
                            Written.Refused.class,
                            refused -> assertThat(refused.why().needsPerson()).isFalse());
        }
    }

    private static String decoded(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }

    private static TargetSecret target(OmniCluster owner) {
        return TargetSecret.of(owner, "demo-kubeconfig", GivenToken.NOTE);
    }

    private OmniCluster owner(String name, String uid) {
        OmniCluster cluster = new OmniCluster();
        cluster.getMetadata().setNamespace(namespace.name());
        cluster.getMetadata().setName(name);
        cluster.getMetadata().setUid(uid);
        return cluster;
    }
}
