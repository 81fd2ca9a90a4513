package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.demo.world.KubeconfigFiles;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.machine.Hardware;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.MachineTemplate;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/**
 * The image from the Dockerfile, installed by the charts into k3s, where it has pods, probes and a kubelet. Omni is simulated in this JVM. There is one
 * node, so a drain goes as far as it can there: the node is cordoned and the leader's pod evicted, and the budget keeps the other.
 */
class K3sIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @BeforeAll
    static void needsDocker() {
        boolean isRequired = Boolean.parseBoolean(System.getenv("OMNIBRIDGE_REQUIRE_DOCKER"));
        boolean isThere = DockerClientFactory.instance().isDockerAvailable();
        if (!isRequired && !isThere) {
            System.err.println("SKIPPED K3sIT, the story in k3s: there is no Docker engine on this machine");
        }
        assumeTrue(isRequired || isThere, "there is no Docker engine on this machine");
    }

    @Test
    void theStandbyTakesOverFromADrainedLeaderAndWritesNothingButTheNextEdit(@TempDir Path folder) throws Exception {
        try (var omni = omni();
                var k3s = K3s.start(URI.create(omni.endpoint()).getPort(), folder)) {
            try {
                tell(omni, k3s, folder);
            } finally {
                k3s.keepLogs();
            }
        }
    }

    private static void tell(OmniSimulator omni, K3s k3s, Path folder) {
        KubernetesClient client = k3s.client();
        var installation = new Installation(client, new Releases(k3s.kubeconfig()), omni, """
                instance: production
                servedNamespaces: [team-a]
                image: {repository: %s, tag: %s, pullPolicy: Never}
                allowInsecureEndpoints: true
                connection:
                  endpoint: http://%s:%d
                  managementPolicy: %%s
                """.formatted(
                        K3s.REPOSITORY,
                        K3s.TAG,
                        k3s.addressOfThisJvm(),
                        URI.create(omni.endpoint()).getPort()));
        installation.prepare();
        installation.install("Observe");
        installation.giveKey();
        installation.applySamples();
        installation.awaitOnlyRead();

        installation.install("Enforce");
        installation.awaitReady();
        var files = new KubeconfigFiles(folder.resolve("issued"));
        assertThat(client.resources(OmniCluster.class)
                        .inNamespace("team-a")
                        .list()
                        .getItems())
                .hasSize(2)
                .allMatch(cluster -> files.issued(client, cluster).isPresent());

        awaitReplicas(client);
        String leader = leader(client).orElseThrow();
        String standby = pods(client).stream()
                .filter(pod -> !pod.equals(leader))
                .findFirst()
                .orElseThrow();
        var beforeDrain = omni.writeLog().mark();
        cordon(client, true);
        assertThat(client.pods().inNamespace(Chart.NAMESPACE).withName(leader).evict())
                .isTrue();
        await().atMost(PATIENCE).until(() -> leader(client).equals(Optional.of(standby)));
        await().alias("a drain has to wait for the other pod")
                .atMost(PATIENCE)
                .until(() -> evictionsAllowed(client) == 0);
        installation.awaitEditWithNothingElse(beforeDrain);

        cordon(client, false);
        awaitReplicas(client);
        assertThat(leader(client)).contains(standby);
        installation.uninstall();
    }

    /** Without TLS, since its certificate is for localhost; with the machines and classes that the samples ask for. */
    private static OmniSimulator omni() {
        var omni = OmniSimulator.builder()
                .machineSpeeds(MachineSpeeds.instant())
                .build()
                .start();
        Map.of("small", 4, "big", 16).forEach((name, cores) -> {
            omni.store()
                    .create(
                            "",
                            Resource.of(
                                    ResourceTypes.MACHINE_CLASSES,
                                    name,
                                    MachineClassSpec.newBuilder()
                                            .addMatchLabels("omni.sidero.dev/cores = " + cores)
                                            .build()));
            omni.machines()
                    .addMany(
                            7,
                            MachineTemplate.of("1.13.8")
                                    .withHardware(Hardware.small().sized(cores, 8_192)));
        });
        return omni;
    }

    private static void awaitReplicas(KubernetesClient client) {
        client.apps()
                .deployments()
                .inNamespace(Chart.NAMESPACE)
                .withName("omnibridge")
                .waitUntilCondition(
                        deployment ->
                                Integer.valueOf(2).equals(deployment.getStatus().getAvailableReplicas()),
                        PATIENCE.multipliedBy(2).toSeconds(),
                        TimeUnit.SECONDS);
    }

    /** The pod that holds the Lease; none in the moment between two. */
    private static Optional<String> leader(KubernetesClient client) {
        return Optional.ofNullable(client.leases()
                        .inNamespace(Chart.NAMESPACE)
                        .withName("omnibridge")
                        .require()
                        .getSpec()
                        .getHolderIdentity())
                .filter(holder -> !holder.isEmpty());
    }

    private static List<String> pods(KubernetesClient client) {
        return client.pods().inNamespace(Chart.NAMESPACE).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    private static void cordon(KubernetesClient client, boolean isUnschedulable) {
        var node = client.nodes().list().getItems().getFirst();
        client.nodes()
                .withName(node.getMetadata().getName())
                .edit(found -> new NodeBuilder(found)
                        .editSpec()
                        .withUnschedulable(isUnschedulable)
                        .endSpec()
                        .build());
    }

    private static int evictionsAllowed(KubernetesClient client) {
        return client.policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(Chart.NAMESPACE)
                .withName("omnibridge")
                .require()
                .getStatus()
                .getDisruptionsAllowed();
    }
}
