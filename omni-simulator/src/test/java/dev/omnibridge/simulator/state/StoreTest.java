package dev.omnibridge.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.LabelQuery.Term;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.StoreException.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StoreTest {

    private static final ResourceType<MachineLabelsSpec> TYPE = ResourceTypes.MACHINE_LABELS;

    private final Store store = new Store(InstantSource.fixed(Instant.parse("2026-11-20T09:00:00Z")));
    private final List<StoreEvent<?>> events = new ArrayList<>();

    StoreTest() {
        store.listen(events::add);
    }

    @Test
    void versionsCountFromOneAndEachWriteIsTold() {
        Resource<MachineLabelsSpec> first = create("a");
        Resource<MachineLabelsSpec> second = store.update("", first, Optional.of(Phase.RUNNING));

        assertThat(first.version()).isEqualTo(1);
        assertThat(second.version()).isEqualTo(2);
        assertThat(events.stream().map(StoreEvent::revision)).containsExactly(1L, 2L);
        assertThat(events.getFirst().isCreation()).isTrue();
    }

    @Test
    void aControllersChangeThatChangesNothingIsNotWritten() {
        store.modify("C", TYPE, "a", r -> r.withLabel("x", "y"));
        store.modify("C", TYPE, "a", r -> r.withLabel("x", "y"));

        assertThat(events).hasSize(1);
        assertThat(store.require(TYPE, "a").owner()).isEqualTo("C");
    }

    @Test
    void ownersVersionsAndPhasesAreChecked() {
        Resource<MachineLabelsSpec> first = create("a");
        store.update("", first, Optional.empty());

        assertReason(Reason.VERSION_CONFLICT, () -> store.update("", first, Optional.empty()));
        assertReason(Reason.OWNER_CONFLICT, () -> store.update("C", first, Optional.empty()));
        assertReason(Reason.ALREADY_EXISTS, () -> create("a"));
        assertReason(
                Reason.PHASE_CONFLICT,
                () -> store.update("", store.require(TYPE, "a"), Optional.of(Phase.TEARING_DOWN)));
        assertReason(Reason.NOT_FOUND, () -> store.require(TYPE, "b"));
    }

    @Test
    void finalizersHoldADestroy() {
        create("a");
        store.addFinalizer(TYPE, "a", "One");
        store.addFinalizer(TYPE, "a", "Two");
        assertThat(store.teardown("", TYPE, "a")).isFalse();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.destroy("", TYPE, "a"))
                .withMessageContaining("has pending finalizers &[One Two]");
        store.removeFinalizer(TYPE, "a", "One");
        store.removeFinalizer(TYPE, "a", "Two");
        store.destroy("", TYPE, "a");

        assertThat(store.get(TYPE, "a")).isEmpty();
        assertThat(events.getLast().isDestruction()).isTrue();
    }

    @Test
    void nothingNewHoldsWhatIsLeaving() {
        create("a");
        store.addFinalizer(TYPE, "a", "One");
        store.teardown("", TYPE, "a");

        assertReason(Reason.PHASE_CONFLICT, () -> store.addFinalizer(TYPE, "a", "Two"));
    }

    @Test
    void versionsInConflictsArePrintedAsGoPrintsCharacters() {
        assertThat(StoreText.quoted(1)).isEqualTo("'\\x01'");
        assertThat(StoreText.quoted(9)).isEqualTo("'\\t'");
        assertThat(StoreText.quoted(14)).isEqualTo("'\\x0e'");
        assertThat(StoreText.quoted(65)).isEqualTo("'A'");
    }

    @Test
    void queriesFollowIndexedAndOtherLabels() {
        store.create("", Resource.of(TYPE, "a", TYPE.emptySpec()).withLabel(OmniKeys.CLUSTER, "x"));
        store.create(
                "",
                Resource.of(TYPE, "b", TYPE.emptySpec())
                        .withLabel(OmniKeys.CLUSTER, "x")
                        .withLabel("mem", "32GiB"));
        store.create("", Resource.of(TYPE, "c", TYPE.emptySpec()).withLabel("mem", "8GiB"));

        assertThat(ids(LabelQuery.equal(OmniKeys.CLUSTER, "x"))).containsExactly("a", "b");
        assertThat(ids(new LabelQuery(List.of(new Term.LessThan("mem", "16 GiB", false, false)))))
                .containsExactly("c");
        assertThat(ids(new LabelQuery(List.of(new Term.LessThan("mem", "16 GiB", false, true)))))
                .containsExactly("b");
        assertThat(ids(new LabelQuery(List.of(new Term.Exists("mem", true))))).containsExactly("a");
        assertThat(ids(LabelQuery.exists("mem"), LabelQuery.equal(OmniKeys.CLUSTER, "x")))
                .containsExactly("a", "b", "c");
    }

    @Test
    void theIndexFollowsAMovedLabel() {
        Resource<MachineLabelsSpec> first =
                store.create("", Resource.of(TYPE, "a", TYPE.emptySpec()).withLabel(OmniKeys.CLUSTER, "x"));
        store.update("", first.withLabel(OmniKeys.CLUSTER, "y"), Optional.empty());

        assertThat(ids(LabelQuery.equal(OmniKeys.CLUSTER, "x"))).isEmpty();
        assertThat(ids(LabelQuery.equal(OmniKeys.CLUSTER, "y"))).containsExactly("a");
    }

    @Test
    void aSnapshotIsUntouchedByLaterWrites() {
        create("a");
        Snapshot snapshot = store.snapshot();
        create("b");
        store.destroy("", TYPE, "a");

        store.restore(snapshot);

        assertThat(ids()).containsExactly("a");
        assertThat(store.require(TYPE, "a").version()).isEqualTo(1);
    }

    private Resource<MachineLabelsSpec> create(String id) {
        return store.create("", Resource.of(TYPE, id, TYPE.emptySpec()));
    }

    private List<String> ids(LabelQuery... queries) {
        return store.list(TYPE, queries).stream().map(Resource::id).toList();
    }

    private static void assertReason(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
