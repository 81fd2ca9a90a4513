package dev.omnibridge.operator.reconcile;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.HeldChange;
import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.omni.management.PreCheck;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How often Omni is asked about another Kubernetes version, and what the status says meanwhile. */
class KubernetesUpgradePassTest {

    private static final Map<String, String> APPLIED =
            Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.1");
    private static final PreCheck NO = new PreCheck(false, "\n  flowcontrol.apiserver.k8s.io/v1beta2 is in use\n");

    private final GivenCluster given = GivenCluster.named("demo").withFinalizer();
    private final GivenOmni omni = new GivenOmni()
            .with(
                    talos("1.13.8", "1.35.1", "1.35.2"),
                    claimed(cluster("demo", "1.13.8", "1.35.1"), ClusterPass.ownerOf(given), APPLIED),
                    reached("1.35.1", Phase.Done));
    private final PassesInMemory passes = new PassesInMemory(omni);
    private OmniCluster object = given.spec(s -> s.labels(Map.of("team", "a"))).build();

    @Test
    void aYesIsAskedForOnceAndWritten() {
        passes.omniSays(new PreCheck(true, ""));

        passes.cluster(object);
        passes.cluster(object);

        assertThat(passes.asked()).containsExactly("demo to 1.35.2");
        assertThat(inOmni().getKubernetesVersion()).isEqualTo("1.35.2");
        assertThat(object.getStatus().held()).isNull();
    }

    @Test
    void aNoKeepsTheVersionWritesTheRestAndIsTold() {
        passes.omniSays(NO);

        Pass pass = passes.cluster(object);

        assertThat(inOmni().getKubernetesVersion()).isEqualTo("1.35.1");
        assertThat(declared().labels()).containsEntry("team", "a");
        assertThat(condition("Synced").reason()).isEqualTo("PreCheckFailed");
        assertThat(condition("Synced").message())
                .isEqualTo(
                        "spec.kubernetes.version 1.35.2 is not written, Kubernetes stays at 1.35.1, as Omni's checks before the upgrade say no; they are asked again every 10 minutes: flowcontrol.apiserver.k8s.io/v1beta2 is in use");
        assertThat(condition("Ready").reason()).isEqualTo("PreCheckFailed");
        assertThat(condition("Stalled").reason()).isEqualTo("PreCheckFailed");
        assertThat(object.getStatus().held()).extracting(HeldChange::gate).containsExactly(Gate.PRE_CHECK);
        assertThat(pass).isEqualTo(Pass.lookAgain(Duration.ofMinutes(10)));
    }

    @Test
    void aNoIsAskedForAgainAfterTenMinutesAndNotForAnyEventBefore() {
        passes.omniSays(NO);
        passes.cluster(object);
        passes.later(Duration.ofMinutes(9));
        assertThat(passes.cluster(object)).isEqualTo(Pass.lookAgain(Duration.ofMinutes(1)));
        assertThat(passes.asked()).hasSize(1);

        passes.omniSays(new PreCheck(true, ""));
        passes.later(Duration.ofMinutes(1));
        passes.cluster(object);

        assertThat(passes.asked()).hasSize(2);
        assertThat(inOmni().getKubernetesVersion()).isEqualTo("1.35.2");
    }

    @Test
    void anotherSpecIsAskedForAtOnce() {
        passes.omniSays(NO);
        passes.cluster(object);

        var status = object.getStatus();
        object = given.metadata(m -> m.generation(2)).build();
        object.setStatus(status);
        passes.cluster(object);

        assertThat(passes.asked()).hasSize(2);
    }

    @Test
    void aPersonWhoAsksForAPassIsAnsweredByOmniOnce() {
        passes.omniSays(NO);
        passes.cluster(object);

        var status = object.getStatus();
        object = given.metadata(m -> m.annotated(OmniBridgeApi.REQUESTED_AT_ANNOTATION, "now"))
                .build();
        object.setStatus(status);
        passes.cluster(object);
        passes.cluster(object);

        assertThat(passes.asked()).hasSize(2);
        assertThat(object.getStatus().lastHandledReconcileAt()).isEqualTo("now");
    }

    @Test
    void anotherStateOfTheClusterIsAskedForButNotMoreOftenThanEveryThirtySeconds() {
        passes.omniSays(NO);
        passes.cluster(object);
        passes.later(Duration.ofSeconds(10));
        omni.with(reached("1.35.1", Phase.Upgrading));

        assertThat(passes.cluster(object)).isEqualTo(Pass.lookAgain(Duration.ofSeconds(20)));
        assertThat(passes.asked()).hasSize(1);

        passes.later(Duration.ofSeconds(20));
        passes.cluster(object);
        assertThat(passes.asked()).hasSize(2);
    }

    @Test
    void aClusterThatIsTooYoungIsWaitedFor() {
        omni.without(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, "demo");
        passes.omniFails(new OmniException.NotFound("KubernetesUpgradeStatuses doesn't exist", null));

        passes.cluster(object);

        assertThat(condition("Synced").reason()).isEqualTo("WaitingForOmni");
        assertThat(condition("Reconciling").reason()).isEqualTo("WaitingForOmni");
        assertThat(condition("Stalled").reason()).isEqualTo("NotStalled");

        passes.omniSays(new PreCheck(true, ""));
        omni.with(reached("1.35.1", Phase.Done));
        passes.later(Duration.ofSeconds(30));
        passes.cluster(object);
        assertThat(inOmni().getKubernetesVersion()).isEqualTo("1.35.2");
    }

    @Test
    void aPathThatOmniDoesNotSupportIsANo() {
        passes.omniFails(new OmniException.ValidationFailed("unsupported upgrade path", null));

        passes.cluster(object);

        assertThat(condition("Synced").reason()).isEqualTo("PreCheckFailed");
        assertThat(condition("Synced").message()).endsWith("unsupported upgrade path");
    }

    @Test
    void aCallThatFailsIsTriedAgainWithBackOffWhileTheRestIsWritten() {
        passes.omniFails(new OmniException.Unavailable("connection refused", null));

        Pass pass = passes.cluster(object);

        assertThat(pass).isEqualTo(Pass.failed());
        assertThat(passes.asked()).as("once in a pass").hasSize(1);
        assertThat(declared().labels()).containsEntry("team", "a");
        assertThat(inOmni().getKubernetesVersion()).isEqualTo("1.35.1");
        assertThat(condition("Synced").reason()).isEqualTo("OmniError");
        assertThat(condition("Stalled").reason()).isEqualTo("NotStalled");

        passes.omniSays(new PreCheck(true, ""));
        passes.cluster(object);
        assertThat(inOmni().getKubernetesVersion()).isEqualTo("1.35.2");
    }

    @Test
    void omnisWordsAreBoundedAndMasked() {
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
        passes.omniSays(new PreCheck(false, token + " " + "is wrong ".repeat(1_000)));

        passes.cluster(object);

        assertThat(condition("Synced").message()).doesNotContain(token).hasSizeLessThanOrEqualTo(1024);
    }

    @Test
    void atRestNothingIsAsked() {
        object = given.kubernetes("1.35.1").build();
        for (int i = 0; i < 3; i++) {
            passes.cluster(object);
            passes.later(Duration.ofMinutes(11));
        }

        assertThat(passes.asked()).isEmpty();
    }

    private static Resource<KubernetesUpgradeStatusSpec> reached(String version, Phase phase) {
        return Resource.of(
                ResourceTypes.KUBERNETES_UPGRADE_STATUSES,
                "demo",
                KubernetesUpgradeStatusSpec.newBuilder()
                        .setPhase(phase)
                        .setLastUpgradeVersion(version)
                        .build());
    }

    private Resource<ClusterSpec> declared() {
        return omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
    }

    private ClusterSpec inOmni() {
        return declared().spec();
    }

    private Condition condition(String type) {
        return Objects.requireNonNull(object.getStatus().conditions()).stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
