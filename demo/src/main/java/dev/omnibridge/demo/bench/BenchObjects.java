package dev.omnibridge.demo.bench;

import dev.omnibridge.demo.manifests.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** Custom resources in numbers. */
final class BenchObjects {
    static final String NAMESPACE = "team-a";
    private static final int CONTROL_PLANES = 3;
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private BenchObjects() {}

    static String clusterName(int number) {
        return "bench-%04d".formatted(number);
    }

    static String workersName(int number) {
        return clusterName(number) + "-workers";
    }

    /** A cluster with three control planes and the other machines as workers. */
    static Manifests clusterWithMachines(int number, int machines, int revision) {
        String name = clusterName(number);
        return new Manifests(List.of(
                cluster(name, "Retain", revision),
                set(name + "-control-planes", name, "ControlPlane", "small", CONTROL_PLANES, ""),
                set(
                        workersName(number),
                        name,
                        "Worker",
                        "big",
                        machines - CONTROL_PLANES,
                        "updateStrategy: {type: Rolling}")));
    }

    static int controlPlanesOf(int clusters) {
        return clusters * CONTROL_PLANES;
    }

    /** A cluster without sets; a higher revision is an edit that reaches Omni as a label. */
    static Manifests cluster(int number, int revision) {
        return new Manifests(List.of(cluster(clusterName(number), "Retain", revision)));
    }

    /** A cluster whose end is the end of its cluster in Omni. */
    static Manifests clusterOnDelete(int number, int revision) {
        return new Manifests(List.of(cluster(clusterName(number), "Delete", revision)));
    }

    private static HasMetadata cluster(String name, String deletionPolicy, int revision) {
        return object("""
                apiVersion: omnibridge.dev/v1alpha1
                kind: OmniCluster
                metadata: {name: %s, namespace: %s}
                spec:
                  kubernetes: {version: 1.35.6}
                  talos: {version: 1.13.8}
                  labels: {revision: "%d"}
                  deletionPolicy: %s
                """.formatted(name, NAMESPACE, revision, deletionPolicy));
    }

    private static HasMetadata set(
            String name, String cluster, String role, String machineClass, int replicas, String more) {
        return object("""
                apiVersion: omnibridge.dev/v1alpha1
                kind: OmniMachineSet
                metadata: {name: %s, namespace: %s}
                spec:
                  clusterRef: {name: %s}
                  role: %s
                  machineClass: {name: %s, replicas: %d}
                  %s
                """.formatted(name, NAMESPACE, cluster, role, machineClass, replicas, more));
    }

    private static HasMetadata object(String yaml) {
        return YAML.unmarshal(yaml, GenericKubernetesResource.class);
    }
}
