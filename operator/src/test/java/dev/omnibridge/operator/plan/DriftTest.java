package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.ClusterPass.ownerOf;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static dev.omnibridge.operator.given.OmniResources.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.ContestedField;
import dev.omnibridge.api.v1alpha1.Difference;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Differences that nobody declared: left alone where the spec says so, and where somebody fights for them. */
class DriftTest {

    private static final String UUID = "4f1c2b9e-7d55-4b0e-9a3f-0c2f6d1b8e11";
    private static final String PATH = "spec.labels[team]";

    private final GivenCluster object =
            GivenCluster.named("demo").withFinalizer().spec(s -> s.labels(Map.of("team", "a")));
    private final GivenOmni omni = new GivenOmni()
            .with(
                    talos("1.13.8", "1.35.2"),
                    talos("1.14.0", "1.35.2"),
                    uuid("demo", UUID),
                    claimed(
                            cluster("demo", "1.13.8", "1.35.2").withLabel("team", "a"),
                            ownerOf(object),
                            Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2", PATH, "a")));

    @Test
    void anIgnoredFieldIsSentWithTheCreation() {
        GivenOmni empty = new GivenOmni().with(talos("1.13.8", "1.35.2"));

        pass(empty, object.spec(s -> s.ignoreDifferences(List.of(PATH)))).carriedOut();

        assertThat(inOmni(empty).label("team")).contains("a");
    }

    @Test
    void anIgnoredFieldIsNeitherWrittenNorReported() {
        changeInOmni("z");
        for (String path : List.of(PATH, "spec.labels")) {
            GivenCluster ignoring = object.spec(s -> s.ignoreDifferences(List.of(path)));
            ClusterPass pass = pass(omni, ignoring).later(61);

            assertThat(pass.plan().work().operations()).isEmpty();
            assertThat(pass.plan().work().drift().items()).isEmpty();
            assertThat(pass(omni, ignoring.spec(s -> s.labels(Map.of("team", "b"))))
                            .plan()
                            .work()
                            .operations())
                    .isEmpty();
            assertThat(pass(omni, ignoring.spec(s -> s.labels(null)))
                            .plan()
                            .work()
                            .operations())
                    .isEmpty();
            object.spec(s -> s.labels(Map.of("team", "a")).ignoreDifferences(null));
        }
    }

    @Test
    void othersOfTheSameMapAreKeptAsEver() {
        changeInOmni("z");
        ClusterPass pass = pass(
                        omni, object.spec(s -> s.ignoreDifferences(List.of("spec.labels[tea]", "spec.labels[team]x"))))
                .later(61);

        assertThat(pass.plan().work().operations()).hasSize(1);
    }

    @Test
    void aVersionThatIsLeftAloneIsNotRefusedEither() {
        omni.with(inOmni(omni)
                .withSpec(inOmni(omni).spec().toBuilder()
                        .setTalosVersion("1.14.0")
                        .build()));

        assertThat(pass(omni, object).later(61).decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.UPGRADE_NOT_POSSIBLE);
        assertThat(pass(omni, object.spec(s -> s.ignoreDifferences(List.of("spec.talos"))))
                        .later(61)
                        .decide()
                        .findings())
                .isEmpty();
    }

    @Test
    void aVersionThatIsRefusedIsToldAndCountedAndTheRestIsPutRight() {
        omni.with(inOmni(omni)
                .withLabel("team", "z")
                .withSpec(inOmni(omni).spec().toBuilder()
                        .setTalosVersion("1.14.0")
                        .build()));
        ClusterPass pass = pass(omni, object).later(61);

        assertThat(pass.plan().work().drift().items())
                .extracting(DriftItem::path)
                .containsExactly("spec.talos.version", PATH);
        assertThat(pass.plan().work().drift().seen()).containsEntry("spec.talos.version", ClusterPass.NOW);
        pass.carriedOut();
        assertThat(inOmni(omni).label("team")).contains("a");
        assertThat(inOmni(omni).spec().getTalosVersion()).isEqualTo("1.14.0");
        assertThat(pass.later(1).decide().wakeAt()).as("waits for nothing").isEmpty();
    }

    @Test
    void anotherVersionHasToFitTheOneThatIsContested() {
        omni.with(
                talos("1.13.9", "1.35.1"),
                talos("1.13.8", "1.35.1", "1.35.2"),
                claimed(
                        cluster("demo", "1.13.9", "1.35.1").withLabel("team", "a"),
                        ownerOf(object),
                        Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.1", PATH, "a")));
        contestedInStatus("spec.talos.version", "2026-11-20T11:00:00Z");

        Decision decision = pass(omni, object).later(61).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.VERSIONS_INCOMPATIBLE, Reason.OWNERSHIP_CONTESTED);
    }

    @Test
    @DisplayName(
            "a value that was accepted into the spec and changed in Omni again is drift, although nothing was written meanwhile")
    void acceptedValuesAreOurs() {
        GivenCluster accepted = object.spec(s -> s.labels(Map.of("team", "b")))
                .status(s -> s.conditions(List.of(
                        new Condition("Synced", ConditionStatus.TRUE, 1L, "2026-11-20T11:00:00Z", "InSync", ""))));
        changeInOmni("c");

        ClusterPass pass = pass(omni, accepted);

        assertThat(pass.plan().work().operations()).isEmpty();
        assertThat(pass.plan().work().drift().items())
                .extracting(DriftItem::found)
                .containsExactly(Optional.of("c"));
        assertThat(pass.later(61).plan().work().operations()).hasSize(1);
        GivenCluster edited = accepted.metadata(m -> m.generation(2));
        assertThat(pass(omni, edited).plan().work().operations()).hasSize(1);
    }

    @Test
    void anAcceptedValueStaysOursWhileItIsReportedAsDriftAndAfterARestartToo() {
        GivenCluster accepted = object.spec(s -> s.labels(Map.of("team", "b")));
        changeInOmni("b");
        ClusterPass agreed = pass(omni, accepted).later(5);
        changeInOmni("c");
        assertThat(agreed.plan().work().operations()).isEmpty();
        assertThat(agreed.later(5).later(5).plan().work().operations()).isEmpty();

        GivenCluster reported = accepted.status(s -> s.observedGeneration(1L)
                .drift(new Drift(
                        "2026-11-20T11:00:00Z",
                        1,
                        List.of(new Difference("Clusters/demo", PATH, "b", "c")),
                        null,
                        null)));
        assertThat(pass(omni, reported).later(5).plan().work().operations()).isEmpty();
        GivenCluster edited = reported.metadata(m -> m.generation(2));
        assertThat(pass(omni, edited).plan().work().operations()).hasSize(1);
    }

    @Test
    void afterFiveTimesInTenMinutesAFieldIsLeftAloneAndBothValuesAreTold() {
        ClusterPass pass = foughtOver(5);

        Decision decision = pass.decide();
        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo(Reason.OWNERSHIP_CONTESTED);
            assertThat(finding.message()).contains(PATH, "wanted a, found z", "5 times within 10 minutes");
        });
        assertThat(decision.awaitingApproval()).singleElement().asString().matches("enforce:demo:[0-9a-f]{8}");
        assertThat(decision.wakeAt()).isEmpty();
    }

    @Test
    void fourTimesAreNotAFightAndNeitherAreFiveInALongerTime() {
        assertThat(foughtOver(4).decide().operations()).hasSize(1);
        assertThat(foughtOver(5).later(301).decide().operations()).hasSize(1);
    }

    @Test
    void otherFieldsArePutRightAsEver() {
        ClusterPass pass = foughtOver(5);
        object.spec(s -> s.labels(Map.of("team", "a", "room", "7")));
        ClusterPass more = new ClusterPass(
                omni,
                object.build(),
                pass.connection(),
                List.of(),
                List.of(),
                false,
                pass.confirmedAbsent(),
                pass.upgradeAnswer(),
                pass.drift(),
                pass.ledger(),
                pass.now());

        more.carriedOut();

        assertThat(inOmni(omni).labels()).containsEntry("team", "z").containsEntry("room", "7");
    }

    @Test
    void whatTheStatusSaysOutlivesTheMemory() {
        foughtOver(5);
        contestedInStatus();

        ClusterPass afterRestart = pass(omni, object).later(3600).later(3600);

        assertThat(afterRestart.decide().operations()).isEmpty();
        assertThat(afterRestart.decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.OWNERSHIP_CONTESTED);
    }

    @Test
    void itIsOverOnceSpecOrOmniSayTheSame() {
        contestedInStatus();
        changeInOmni("z");
        assertThat(pass(omni, object.spec(s -> s.labels(Map.of("team", "z"))))
                        .decide()
                        .findings())
                .isEmpty();
        object.spec(s -> s.labels(Map.of("team", "a")));
        changeInOmni("a");
        assertThat(pass(omni, object).decide().findings()).isEmpty();
        assertThat(pass(omni, object).plan().work().drift().contests()).isEqualTo(Contests.NONE);
    }

    @Test
    void aChangedSpecIsWritten() {
        contestedInStatus();
        changeInOmni("z");

        assertThat(pass(omni, object.spec(s -> s.labels(Map.of("team", "b"))))
                        .decide()
                        .operations())
                .hasSize(1);
    }

    @Test
    void theTokenHasItPutRightOnceMoreAndIsForThisTimeOnly() {
        contestedInStatus();
        changeInOmni("z");
        ClusterPass waiting = pass(omni, object).later(61);
        String token = waiting.decide().awaitingApproval().getFirst();
        object.metadata(m -> m.approving(token));

        assertThat(pass(omni, object).later(61).decide().operations()).hasSize(1);
        assertThat(pass(omni, object).later(61).decide().awaitingApproval()).isEmpty();

        contestedInStatus("2026-11-20T11:59:00Z");
        assertThat(pass(omni, object).later(61).decide().operations()).isEmpty();
    }

    /** Somebody changes the label, and we put it right, so many times; then somebody changes it again. */
    private ClusterPass foughtOver(int times) {
        changeInOmni("z");
        ClusterPass pass = pass(omni, object);
        for (int i = 0; i < times; i++) {
            pass = pass.later(61).carriedOut();
            assertThat(inOmni(omni).label("team")).contains("a");
            changeInOmni("z");
        }
        return pass.later(61);
    }

    private void contestedInStatus() {
        contestedInStatus("2026-11-20T11:00:00Z");
    }

    private void contestedInStatus(String at) {
        contestedInStatus(PATH, at);
    }

    private void contestedInStatus(String path, String at) {
        object.status(s -> s.drift(new Drift(at, 1, null, List.of(new ContestedField(path, at)), null)));
    }

    private void changeInOmni(String team) {
        omni.with(inOmni(omni).withLabel("team", team));
    }

    private static Resource<ClusterSpec> inOmni(GivenOmni omni) {
        return omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
    }

    private static ClusterPass pass(GivenOmni omni, GivenCluster object) {
        return ClusterPass.of(omni, object);
    }
}
