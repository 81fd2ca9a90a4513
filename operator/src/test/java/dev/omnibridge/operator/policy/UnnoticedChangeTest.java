package dev.omnibridge.operator.policy;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What another version of the operator wants, nobody asked for and no machine notices. In these tests the version before wrote the label in capitals. */
class UnnoticedChangeTest {

    private static final Instant NOW = ClusterPass.NOW;
    private static final String PATH = "spec.labels[team]";

    private final GivenCluster object =
            GivenCluster.named("demo").withFinalizer().spec(s -> s.labels(Map.of("team", "a", "room", "7")));
    private final GivenOmni omni = new GivenOmni()
            .with(OmniResources.atGeneration(
                    claimed(
                            cluster("demo", "1.13.8", "1.35.2")
                                    .withLabel("team", "A")
                                    .withLabel("room", "7"),
                            ClusterPass.ownerOf(object),
                            Map.of(
                                    PATH,
                                    "A",
                                    "spec.labels[room]",
                                    "7",
                                    "spec.talos.version",
                                    "1.13.8",
                                    "spec.kubernetes.version",
                                    "1.35.2")),
                    1));

    @Test
    @DisplayName("R57: it goes out within the budget, which is told before")
    void withinTheBudget() {
        Decision decision = pass(4).decide();

        assertThat(decision.operations()).hasSize(1);
        assertThat(decision.findings()).isEmpty();
        assertThat(decision.reservations()).isEqualTo(new Ledger(List.of(), List.of(new RolloutEntry("demo", NOW))));
    }

    @Test
    @DisplayName(
            "R57: beyond the budget it waits: told with the numbers, the next moment and the token, and looked at then")
    void beyondTheBudget() {
        Decision decision = pass(5).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.reservations()).isEqualTo(Ledger.NOTHING);
        assertThat(decision.awaitingApproval()).singleElement().asString().matches("rollout:demo:[0-9a-f]{8}");
        assertThat(decision.findings())
                .containsExactly(new Finding(
                        Reason.OPERATOR_CHANGED,
                        "generation 1 of this object is applied already, but this version of the operator would change spec.labels[team] from A to a, which waits: 5 clusters were changed within 60 minutes without anybody asking, and disruptionBudget of OmniConnection default allows 5; goes on by itself at 2026-11-20T12:55:00Z, or approve it with the annotation omnibridge.dev/approve: "
                                + decision.awaitingApproval().getFirst()));
        Instant until = NOW.plusSeconds(55 * 60);
        assertThat(decision.wakeAt()).contains(until);
        assertThat(decision.held()).singleElement().satisfies(held -> {
            assertThat(held.path()).isEqualTo(PATH);
            assertThat(held.gate()).isEqualTo(Gate.APPROVAL);
            assertThat(held.until()).contains(until);
        });
    }

    @Test
    @DisplayName("R57: approved it goes out at once, and is counted")
    void approved() {
        String token = pass(5).decide().awaitingApproval().getFirst();
        object.metadata(m -> m.approving(token));

        Decision decision = pass(5).decide();

        assertThat(decision.operations()).hasSize(1);
        assertThat(decision.reservations().rollouts()).containsExactly(new RolloutEntry("demo", NOW));
    }

    @Test
    @DisplayName("R57: an edit of the spec asks for it, and is not counted")
    void anEditAsksForIt() {
        object.metadata(m -> m.generation(2));

        Decision decision = pass(5).decide();

        assertThat(decision.operations()).hasSize(1);
        assertThat(decision.reservations()).isEqualTo(Ledger.NOTHING);
    }

    @Test
    @DisplayName(
            "R57: while it waits, drift of other fields is put right all the same, and nothing makes it pass for asked afterwards")
    void driftGoesOn() {
        omni.with(inOmni().withLabel("room", "8"));

        ClusterPass settled = pass(5).later(61);
        Decision decision = settled.decide();
        assertThat(decision.findings()).extracting(Finding::reason).contains(Reason.OPERATOR_CHANGED);
        assertThat(decision.operations()).hasSize(1);
        settled.carriedOut();

        assertThat(inOmni().labels()).containsEntry("room", "7").containsEntry("team", "A");
        assertThat(pass(5).decide().operations()).isEmpty();
        assertThat(pass(5).decide().findings()).extracting(Finding::reason).containsExactly(Reason.OPERATOR_CHANGED);
        assertThat(pass(4).decide().operations()).hasSize(1);
    }

    @Test
    @DisplayName("R57: a label that this version sets no more waits in the same way")
    void whatIsDroppedWaits() {
        object.spec(s -> s.labels(Map.of("room", "7")));

        assertThat(pass(5).decide().operations()).isEmpty();
        omni.carryOut(pass(4).decide().operations());
        assertThat(inOmni().labels()).doesNotContainKey("team").containsEntry("room", "7");
    }

    @Test
    @DisplayName(
            "R57: what machines notice waits for a person within the budget too, with all the rest, and one token lets all of it go")
    void noticedWithTheRest() {
        omni.with(inOmni().withSpec(inOmni().spec().toBuilder()
                .setFeatures(ClusterSpec.Features.newBuilder().setEnableWorkloadProxy(false))
                .build()));
        object.spec(s -> s.labels(Map.of("team", "a", "room", "7")))
                .spec(s -> s.features(new dev.omnibridge.api.v1alpha1.ClusterFeatures(true, null, null)));

        Decision held = pass(0).decide();
        assertThat(held.operations()).isEmpty();
        assertThat(held.held()).hasSize(2);
        assertThat(held.findings().getFirst().message()).contains("which machines notice");

        object.metadata(m -> m.approving(held.awaitingApproval().getFirst()));
        omni.carryOut(pass(5).decide().operations());
        assertThat(inOmni().labels()).containsEntry("team", "a");
        assertThat(inOmni().spec().getFeatures().getEnableWorkloadProxy()).isTrue();
    }

    private Resource<ClusterSpec> inOmni() {
        return omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
    }

    /** A pass while so many other clusters were changed lately: one a minute, the first five minutes ago. */
    private ClusterPass pass(int changed) {
        return ClusterPass.of(omni, object)
                .withLedger(new Ledger(
                        List.of(),
                        IntStream.range(0, changed)
                                .mapToObj(i -> new RolloutEntry("other-" + i, NOW.minusSeconds((5 - i) * 60L)))
                                .toList()));
    }
}
