package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import dev.omnibridge.operator.app.Main;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.leadership.LeaseTimes;
import dev.omnibridge.operator.reconcile.Finalizers;
import dev.omnibridge.operator.release.Account;
import dev.omnibridge.operator.release.Release;
import dev.omnibridge.operator.release.Scope;
import dev.omnibridge.operator.release.Step;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who leaves takes the operator's hands off everything, and finds everything else as it was. */
class ReleaseStoryTest extends StoryTest {

    @TempDir
    private Path folder = Path.of("");

    private final TestNamespace namespace;
    private final String manifests = ClusterFile.of("demo").controlPlanes(1).yaml();
    private WriteLog.Mark before = omni.writes().mark();

    ReleaseStoryTest(TestNamespace namespace) {
        super(namespace);
        this.namespace = namespace;
    }

    @BeforeEach
    void aClusterIsReadyAndTheOperatorStopped() {
        omni.withMachines(1, 0);
        story.apply(manifests);
        story.awaitReady("demo");
        operatorStops();
        before = omni.writes().mark();
    }

    @Test
    @DisplayName(
            "release --all gives up claims and finalizers, and changes nothing else in Omni or in a custom resource")
    void handsOff() {
        var generation = story.cluster("demo").orElseThrow().getMetadata().getGeneration();

        List<Step> steps = release(false, false);

        assertThat(steps).hasSize(5).allMatch(Step.GivenUp.class::isInstance);
        assertThat(omni.tried(before))
                .hasSize(2)
                .allMatch(RecordedWrite::succeeded)
                .noneMatch(RecordedWrite::startedTeardown)
                .allSatisfy(write -> assertThat(write.changes())
                        .allSatisfy(change -> assertThat(change.path()).startsWith("annotations[")));
        assertThat(claims()).isZero();
        assertThat(ours()).noneMatch(Finalizers::isOn);
        assertThat(story.cluster("demo").orElseThrow().getMetadata().getGeneration())
                .isEqualTo(generation);
        assertThat(omni.machinesInClusters()).isEqualTo(1);
    }

    @Test
    @DisplayName("who comes back after release --all has the same cluster, by claims alone")
    void comesBack() {
        release(false, false);
        WriteLog.Mark back = omni.writes().mark();

        operatorStarts();
        // its status says Ready still; that it is ours again is seen in Omni
        await().atMost(Story.PATIENCE).until(() -> claims() == 2);
        aPassGoesBy();
        story.awaitReady("demo");

        assertThat(omni.writesOf("demo", back))
                .isNotEmpty()
                .allSatisfy(write -> assertThat(write.changes())
                        .allSatisfy(change -> assertThat(change.path()).startsWith("annotations[")));
    }

    @Test
    @DisplayName("a dry run tells the same and changes nothing")
    void dryRun() {
        List<Step> steps = release(true, false);

        assertThat(steps).hasSize(5).allMatch(Step.GivenUp.class::isInstance);
        assertThat(omni.tried(before)).isEmpty();
        assertThat(ours()).allMatch(Finalizers::isOn);
    }

    @Test
    @DisplayName("where Omni can't be reached, finalizers stay unless it is said that claims may stay too")
    void omniIsAway() {
        omni.simulator().accounts().expire("omnibridge");

        assertThat(release(false, false)).singleElement().isInstanceOf(Step.Kept.class);
        assertThat(ours()).allMatch(Finalizers::isOn);

        assertThat(release(false, true))
                .hasSize(4)
                .filteredOn(Step.Kept.class::isInstance)
                .hasSize(1);
        assertThat(ours()).noneMatch(Finalizers::isOn);
        assertThat(claims()).isEqualTo(2);
    }

    @Test
    @DisplayName("the command reaches Omni as the operator does, prints what became of everything, and exits with it")
    void command() {
        StringWriter out = new StringWriter();

        int code = command(out);

        assertThat(out.toString().lines())
                .containsExactly(
                        "gave up  claim on Clusters/demo",
                        "gave up  claim on MachineSets/demo-control-planes",
                        "gave up  finalizer of OmniMachineSet " + namespace.name() + "/demo-control-planes",
                        "gave up  finalizer of OmniCluster " + namespace.name() + "/demo",
                        "gave up  finalizer of OmniConnection " + story.connection(),
                        "gave up 5 claims and finalizers; nothing else is touched");
        assertThat(code).isZero();
        assertThat(claims()).isZero();
    }

    @Test
    @DisplayName("nothing is given up while a process works, wherever it runs; once it has ended, everything is")
    void processWorks() {
        OperatorProcess process =
                processStarts("my-laptop", LeaseTimes.STANDARD).awaitReady().awaitLeads();
        StringWriter out = new StringWriter();

        assertThat(command(out)).isNotZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "kept  everything: an operator works as my-laptop and renews the Lease " + namespace.name()
                                + "/omnibridge, and would claim again what is released: scale its Deployment to 0, or stop it"
                                + " where it runs outside of a cluster, wait until it has ended, and run this again",
                        "gave up 0 claims and finalizers, 1 kept; mend what stands above and run this again");
        assertThat(claims()).isEqualTo(2);
        assertThat(ours()).allMatch(Finalizers::isOn);

        process.isAskedToStop();
        process.awaitEnd();
        assertThat(command(new StringWriter())).isZero();
        assertThat(claims()).isZero();
        assertThat(ours()).noneMatch(Finalizers::isOn);
    }

    @Test
    @DisplayName("nothing is given up while an operator runs that would claim it again")
    void operatorRuns() {
        Pod operator = new PodBuilder()
                .withNewMetadata()
                .withName("omnibridge-0")
                .withNamespace(story.connection())
                .addToLabels("app.kubernetes.io/name", "omnibridge")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("operator")
                .withImage("omnibridge")
                .endContainer()
                .endSpec()
                .build();
        story.client().resource(operator).create();

        List<Step> steps = release(false, false);

        story.client().resource(operator).withGracePeriod(0).delete();
        assertThat(steps)
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Kept.class,
                        kept -> assertThat(kept.why()).contains("omnibridge-0", "scale its Deployment to 0"));
        assertThat(omni.tried(before)).isEmpty();
        assertThat(ours()).allMatch(Finalizers::isOn);
    }

    /** The command as it is typed, with settings that name this operator. */
    private int command(StringWriter out) {
        try {
            Path settings = Files.writeString(
                    folder.resolve("settings.yaml"), """
                    instance: %s
                    namespace: %s
                    served-namespaces: %2$s
                    """.formatted(OperatorForTests.INSTANCE, namespace.name()));
            return Main.commandLine()
                    .setOut(new PrintWriter(out))
                    .execute(
                            "release",
                            "--all",
                            "--allow-insecure-endpoints",
                            "--connection=" + story.connection(),
                            "--config=" + settings,
                            "--kubeconfig=" + namespace.kubernetes().kubeconfigFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Step> release(boolean isDryRun, boolean leavesWithoutOmni) {
        return new Release(story.client(), this::open)
                .run(new Release.Request(
                        OperatorForTests.INSTANCE,
                        new Scope(Set.of(story.connection()), Set.of(story.connection())),
                        story.connection(),
                        isDryRun,
                        leavesWithoutOmni));
    }

    private Account open(OmniConnection connection) {
        OmniClient client = OmniClient.connect(
                OmniEndpoint.parse(omni.simulator().endpoint()),
                TlsTrust.systemAnd(omni.simulator().caPem()),
                ServiceAccountKey.decode(omni.simulator().serviceAccountKey()),
                Clock.systemUTC(),
                "omnibridge/test");
        return new Account(client.state(), client::close);
    }

    private long claims() {
        return Stream.of(ResourceTypes.CLUSTERS, ResourceTypes.MACHINE_SETS)
                .flatMap(type -> omni.simulator().store().list(type).stream())
                .filter(resource -> resource.hasAnnotation(ClaimKeys.OWNER))
                .count();
    }

    private List<HasMetadata> ours() {
        return Stream.<HasMetadata>of(
                        story.cluster("demo").orElseThrow(),
                        story.machineSet("demo-control-planes").orElseThrow(),
                        story.client()
                                .resources(OmniConnection.class)
                                .withName(story.connection())
                                .get())
                .toList();
    }
}
