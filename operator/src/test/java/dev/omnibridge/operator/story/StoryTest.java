package dev.omnibridge.operator.story;

import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A story begins with a fresh Omni, an empty namespace and a running operator. */
@RealKubernetes(definitions = StoryTest.DEFINITIONS)
abstract class StoryTest {

    static final String DEFINITIONS = "META-INF/omnibridge/crds";

    final Story story;
    final OmniForTests omni = new OmniForTests();
    final OmniUi ui = new OmniUi(omni.simulator().store());
    private final TestNamespace namespace;
    private OperatorForTests operator;
    private int canaries;

    StoryTest(TestNamespace namespace) {
        this.namespace = namespace;
        this.story = new Story(namespace);
        this.operator = OperatorForTests.start(namespace);
    }

    @BeforeEach
    void connect() {
        story.connect(omni);
        story.awaitConnected();
    }

    @AfterEach
    void stop() {
        operator.close();
        story.forgetEverything();
        omni.close();
    }

    /** The operator's process ends. */
    final void operatorStops() {
        operator.close();
    }

    /** Another process of the operator takes over. */
    final void operatorStarts() {
        operator = OperatorForTests.start(namespace);
    }

    /** The operator is killed, and knows only what it wrote down. */
    final void restart() {
        operatorStops();
        operatorStarts();
        aPassGoesBy();
    }

    /** Waits for proof that the operator is at work: a cluster that is new now is made in Omni, and what was queued before it was looked at. */
    final void aPassGoesBy() {
        canaries++;
        String name = "canary-" + canaries;
        story.apply(ClusterFile.of(name).with("kubeconfig: {enabled: false}").yaml());
        story.awaitSynced(name);
    }
}
