package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.ClusterPass.ownerOf;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Remembered;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.plan.FieldChange.Cause;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Update;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows of the three-way table, told on one label: D is the spec, L what we last set, O what Omni has. */
class ThreeWayTest {

    private static final Map<String, String> VERSIONS =
            Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2");
    private static final String PATH = "spec.labels[team]";

    @Test
    void aChangedSpecIsWritten() {
        assertThat(change("b", "a", "a"))
                .containsExactly(new FieldChange(PATH, Optional.of("a"), Optional.of("b"), Cause.SPEC_CHANGED));
    }

    @Test
    void aNewlyDeclaredFieldIsWritten() {
        assertThat(change("b", null, null))
                .containsExactly(new FieldChange(PATH, Optional.empty(), Optional.of("b"), Cause.SPEC_CHANGED));
    }

    @Test
    void driftIsReportedAndNotWrittenBeforeItSettled() {
        ClusterPass pass = pass("a", "a", "z");

        assertThat(pass.plan().work().operations()).isEmpty();
        assertThat(pass.plan().work().drift().items())
                .containsExactly(
                        new DriftItem("Clusters/demo", PATH, Optional.of("a"), Optional.of("z"), ClusterPass.NOW));
        assertThat(pass.plan().work().wakeAt()).contains(ClusterPass.NOW.plusSeconds(60));
        assertThat(pass.later(59).plan().work().operations()).isEmpty();
    }

    @Test
    void driftIsPutRightAfterAMinute() {
        ClusterPass pass = pass("a", "a", "z").later(30).later(30);

        assertThat(changes(pass))
                .containsExactly(new FieldChange(PATH, Optional.of("z"), Optional.of("a"), Cause.DRIFT));
        assertThat(pass.plan().work().wakeAt()).isEmpty();
    }

    @Test
    void driftThatWentAwayAndCameBackSettlesAnew() {
        ClusterPass calm = pass("a", "a", "a");
        assertThat(calm.later(30).plan().work().drift().seen()).isEmpty();
    }

    @Test
    void removedByOthersIsDriftToo() {
        assertThat(changes(pass("a", "a", null).later(60)))
                .containsExactly(new FieldChange(PATH, Optional.empty(), Optional.of("a"), Cause.DRIFT));
    }

    @Test
    void whereBothChangedTheSpecWinsAndTheOverwrittenValueIsTold() {
        ClusterPass pass = pass("b", "a", "z");

        assertThat(changes(pass))
                .containsExactly(new FieldChange(PATH, Optional.of("z"), Optional.of("b"), Cause.SPEC_CHANGED));
        assertThat(pass.plan().work().notes()).singleElement().asString().contains(PATH, "changed in Omni to z");
    }

    @Test
    void whereBothCameToTheSameThereIsNothingToDo() {
        assertThat(pass("b", "a", "b").plan().work().operations()).isEmpty();
    }

    @Test
    void aDroppedFieldThatStillHasOurValueIsRemoved() {
        assertThat(change(null, "a", "a"))
                .containsExactly(new FieldChange(PATH, Optional.of("a"), Optional.empty(), Cause.REMOVED_FROM_SPEC));
    }

    @Test
    void aDroppedFieldThatSomebodyTookOverIsLeft() {
        assertThat(change(null, "a", "z")).isEmpty();
    }

    @Test
    void whoeverSetsTheOldValueAgainAfterItWasLeftSetsTheirOwn() {
        ClusterPass pass = pass(null, "a", "z").later(1);
        pass.omni()
                .with(pass.omni()
                        .kind(ResourceTypes.CLUSTERS)
                        .get("demo")
                        .orElseThrow()
                        .withLabel("team", "a"));

        assertThat(changes(pass)).isEmpty();
        GivenCluster synced = given(null)
                .status(s -> s.conditions(List.of(
                        new Condition("Synced", ConditionStatus.TRUE, 1L, "2026-11-20T11:00:00Z", "InSync", ""))));
        assertThat(changes(ClusterPass.of(pass.omni(), synced)))
                .as("after a restart")
                .isEmpty();
        assertThat(changes(ClusterPass.of(pass.omni(), synced.metadata(m -> m.generation(2)))))
                .as("after an edit")
                .hasSize(1);
    }

    @Test
    void aDroppedFieldThatIsGoneAlreadyNeedsNothing() {
        assertThat(change(null, "a", null)).isEmpty();
    }

    @Test
    @DisplayName("R24: what the spec never mentions is never touched")
    void notManaged() {
        assertThat(change(null, null, "z")).isEmpty();
    }

    @Test
    @DisplayName("R60: nothing is sent where nothing would change, not even to refresh the memory")
    void noEmptyUpdate() {
        ClusterPass pass = pass("a", "a", "a");
        ClusterPass newGeneration = ClusterPass.of(pass.omni(), given("a").metadata(m -> m.generation(9)));

        assertThat(newGeneration.plan().work().operations()).isEmpty();
    }

    @Test
    @DisplayName("R46: one update for a dropped label, drift and a new label together, and theirs stays")
    void oneUpdatePerObject() {
        GivenCluster before = GivenCluster.named("demo").withFinalizer();
        Map<String, String> applied = new TreeMap<>(VERSIONS);
        applied.put("spec.labels[dropped]", "x");
        applied.put("spec.labels[kept]", "k");
        Resource<ClusterSpec> inOmni = claimed(
                cluster("demo", "1.13.8", "1.35.2")
                        .withLabel("dropped", "x")
                        .withLabel("kept", "changed-in-the-ui")
                        .withLabel("theirs", "t"),
                ownerOf(before),
                applied);
        GivenOmni omni = new GivenOmni().with(inOmni);
        GivenCluster now = before.spec(s -> s.labels(Map.of("kept", "k", "fresh", "f")));

        ClusterPass.of(omni, now).carriedOut();

        Resource<ClusterSpec> after = omni.kind(inOmni.type()).get("demo").orElseThrow();
        assertThat(after.labels()).containsExactlyInAnyOrderEntriesOf(Map.of("kept", "k", "fresh", "f", "theirs", "t"));
        assertThat(after.version()).isEqualTo(2);
        assertThat(ClusterPass.of(omni, now).decide().operations()).isEmpty();
    }

    @Test
    void theMemoryAfterAnUpdateHoldsWhatIsDeclaredAndForgetsWhatWasDropped() {
        Map<String, String> applied = new TreeMap<>(VERSIONS);
        applied.put("spec.labels[gone]", "x");
        applied.put("spec.future.field", "kept");
        GivenCluster object = given("b");
        GivenOmni omni = new GivenOmni()
                .with(claimed(cluster("demo", "1.13.8", "1.35.2").withLabel("gone", "x"), ownerOf(object), applied));

        Update update =
                (Update) ClusterPass.of(omni, object).plan().work().operations().getFirst();

        FieldHash hash = new FieldHash(OmniResources.INSTANCE);
        Applied memory = Applied.read(update.after(), Map.of(), hash).orElseThrow();
        assertThat(memory.fields())
                .containsEntry(PATH, new Remembered.Value("b"))
                .containsEntry("spec.talos.version", new Remembered.Value("1.13.8"))
                .containsEntry("spec.future.field", new Remembered.Value("kept"))
                .doesNotContainKey("spec.labels[gone]");
        assertThat(update.claim()).isEqualTo(ClaimChange.KEPT);
    }

    @Test
    void withoutMemoryOnlyWhatEqualsTheSpecCountsAsOurs() {
        GivenCluster object = given("a");
        Resource<ClusterSpec> broken = claimed(
                        cluster("demo", "1.13.8", "1.35.2")
                                .withLabel("team", "z")
                                .withLabel("other", "o"),
                        ownerOf(object),
                        Map.of())
                .withAnnotation(ClaimKeys.APPLIED, "{broken");

        List<FieldChange> changes = changes(ClusterPass.of(new GivenOmni().with(broken), object));

        assertThat(changes)
                .containsExactly(new FieldChange(PATH, Optional.of("z"), Optional.of("a"), Cause.SPEC_CHANGED));
    }

    private static List<FieldChange> change(
            @Nullable String declared, @Nullable String applied, @Nullable String inOmni) {
        return changes(pass(declared, applied, inOmni));
    }

    private static List<FieldChange> changes(ClusterPass pass) {
        return pass.plan().work().operations().stream()
                .map(operation -> (Update) operation)
                .flatMap(update -> update.changes().stream())
                .toList();
    }

    private static ClusterPass pass(@Nullable String declared, @Nullable String applied, @Nullable String inOmni) {
        GivenCluster object = given(declared);
        Map<String, String> memory = new TreeMap<>(VERSIONS);
        if (applied != null) {
            memory.put(PATH, applied);
        }
        Resource<ClusterSpec> resource = cluster("demo", "1.13.8", "1.35.2");
        if (inOmni != null) {
            resource = resource.withLabel("team", inOmni);
        }
        return ClusterPass.of(new GivenOmni().with(claimed(resource, ownerOf(object), memory)), object);
    }

    private static GivenCluster given(@Nullable String label) {
        GivenCluster object = GivenCluster.named("demo").withFinalizer();
        return label == null ? object : object.spec(s -> s.labels(Map.of("team", label)));
    }
}
