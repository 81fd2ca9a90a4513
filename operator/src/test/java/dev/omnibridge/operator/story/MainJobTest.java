package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job end to end: real API server, operator with its rights, Omni over gRPC. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class MainJobTest {

    private static final String DEMO = """
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniCluster
            metadata: {name: demo}
            spec:
              connectionRef: {name: $connection}
              kubernetes: {version: 1.35.6}
              talos: {version: 1.13.8}
            ---
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniMachineSet
            metadata: {name: demo-control-planes}
            spec: {clusterRef: {name: demo}, role: ControlPlane, machineClass: {name: small, replicas: 1}}
            ---
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniMachineSet
            metadata: {name: demo-workers}
            spec: {clusterRef: {name: demo}, role: Worker, machineClass: {name: big, replicas: 2}}
            """;

    private final TestNamespace namespace;
    private final Story story;
    private OmniForTests omni = new OmniForTests();
    private OperatorForTests operator;

    MainJobTest(TestNamespace namespace) {
        this.namespace = namespace;
        this.story = new Story(namespace);
        this.operator = OperatorForTests.start(namespace);
    }

    @BeforeEach
    void connect() {
        omni.withMachines(3, 4);
        story.connect(omni);
    }

    @AfterEach
    void stop() {
        operator.close();
        omni.close();
    }

    @Test
    void customResourcesBecomeAClusterThatIsReady() {
        story.apply(DEMO);
        story.awaitReady("demo");
        assertThat(story.cluster("demo").orElseThrow().getStatus().machines().summary())
                .isEqualTo("3/3");
    }
}
