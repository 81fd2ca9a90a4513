package dev.omnibridge.operator.story;

import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.leadership.Election;
import dev.omnibridge.operator.leadership.LeaseTimes;
import dev.omnibridge.simulator.catalog.OmniVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A story begins with a fresh Omni, an empty namespace and a running operator. */
@RealKubernetes(definitions = StoryTest.DEFINITIONS)
abstract class StoryTest {

    static final String DEFINITIONS = "META-INF/omnibridge/crds";

    /** All stories play on this generation of Omni; 1.10 if nobody asks. */
    private static final String GENERATION = "omnibridge.omni";

    final Story story;
    final StoryTime time = new StoryTime();
    final OmniForTests omni;
    final OmniUi ui;
    private final TestNamespace namespace;
    private final CapturedLogs logs = new CapturedLogs();
    private final List<OperatorForTests> operators = new ArrayList<>();
    private final List<OperatorProcess> processes = new ArrayList<>();
    private int canaries;

    StoryTest(TestNamespace namespace) {
        this(namespace, asked());
    }

    /** @param version generation of Omni that the story plays on, whatever was asked for */
    StoryTest(TestNamespace namespace, OmniVersion version) {
        this.omni = new OmniForTests(time, version);
        this.ui = new OmniUi(omni.simulator().store());
        this.namespace = namespace;
        this.story = new Story(namespace);
        operatorStarts();
    }

    private static OmniVersion asked() {
        String asked = System.getProperty(GENERATION, "1.10");
        return OmniVersion.named(asked)
                .orElseThrow(() -> new IllegalArgumentException(
                        "-D%s=%s is none of: %s".formatted(GENERATION, asked, OmniVersion.titles())));
    }

    @BeforeEach
    void connect() {
        story.connect(omni);
        story.awaitConnected();
    }

    @AfterEach
    void stop() {
        List<String> texts = new ArrayList<>();
        if (operator().isRunning()) {
            texts.addAll(operator().healthTexts());
        }
        operators.forEach(OperatorForTests::close);
        processes.forEach(OperatorProcess::close);
        logs.close();
        texts.addAll(logs.lines());
        processes.forEach(process -> texts.add(process.log()));
        story.forgetEverything();
        omni.close();
        time.close();
        Secrecy.require(
                omni.simulator().serviceAccountKey(),
                omni.simulator().issuedTokens(),
                texts,
                operators.stream().flatMap(o -> o.apiCalls().all().stream()).toList());
    }

    /** The operator's process ends. */
    final void operatorStops() {
        operator().close();
    }

    /** Another process of the operator begins; the one before may still be there. */
    final void operatorStarts() {
        operators.add(OperatorForTests.start(namespace, time));
    }

    /** The process of the operator that began last. */
    final OperatorForTests operator() {
        return operators.getLast();
    }

    /** The API server, for those who break it. */
    final LocalKubernetes kubernetes() {
        return namespace.kubernetes();
    }

    /** Another operator starts: of another name, or for more namespaces. */
    final void operatorStarts(String instance, Set<String> served) {
        operators.add(OperatorForTests.start(namespace, time, instance, served));
    }

    /** Another process of the operator begins, in this process, and takes part in the election. */
    final void operatorStarts(Election.Candidate candidate) {
        operators.add(OperatorForTests.start(namespace, time, candidate));
    }

    /** The operator as it is shipped starts in a process of its own, and takes part in the election under this name. */
    final OperatorProcess processStarts(String identity, LeaseTimes times) {
        return processStarts(identity, times, Map.of());
    }

    /** The same, with further settings from the environment. */
    final OperatorProcess processStarts(String identity, LeaseTimes times, Map<String, String> settings) {
        OperatorProcess process = OperatorProcess.start(namespace, identity, times, settings);
        processes.add(process);
        return process;
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
