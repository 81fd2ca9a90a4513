package dev.omnibridge.operator.omni;

import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.member;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.view.ClusterSlice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked of Omni before something is removed. */
class JournalingOmniWriterTest {

    private final StoredState omni = new StoredState();
    private final GivenOmni mirror =
            new GivenOmni().with(cluster("demo", "1.13.8", "1.35.2"), workers("demo", "demo-workers", manual()));
    private final List<String> shown = new ArrayList<>();
    private final JournalingOmniWriter writer = new JournalingOmniWriter(
            "default",
            omni,
            (cluster, version) -> {
                throw new AssertionError(version);
            },
            new Surroundings());

    @BeforeEach
    void omniHasWhatTheMirrorShows() {
        has(List.of(inMirror()));
        omni.put(mirror.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow());
    }

    @Test
    void aMirrorThatShowsEverythingIsComplete() {
        assertThat(isComplete()).isTrue();
        assertThat(shown).isEmpty();
    }

    @Test
    @DisplayName(
            "R43: a set that a dead watch does not show is found before the cluster is torn down, and shown from then on")
    void aSetThatTheMirrorDoesNotShow() {
        has(List.of(inMirror(), workers("demo", "demo-ui", manual()).withMetadata(m -> m.setVersion("1"))));

        assertThat(isComplete()).isFalse();
        assertThat(shown).containsExactly("MachineSets/demo-ui");
    }

    @Test
    void aMachineThatTheMirrorDoesNotShow() {
        omni.put(member("m1", "demo", "demo-workers"));

        assertThat(isComplete()).isFalse();
    }

    @Test
    @DisplayName("R20: a lock that a dead watch does not show is found")
    void aLockThatTheMirrorDoesNotShow() {
        omni.put(mirror.kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow()
                .withAnnotation("omni.sidero.dev/cluster-locked", "")
                .withMetadata(m -> m.setVersion("2")));

        assertThat(isComplete()).isFalse();
    }

    @Test
    void anotherLifeOrPhaseIsNotWhatIsShown() {
        has(List.of(
                inMirror().withMetadata(m -> m.setCreated(Timestamp.newBuilder().setSeconds(5)))));
        assertThat(isComplete()).isFalse();

        has(List.of(inMirror().withPhase(Phase.TEARING_DOWN).withMetadata(m -> m.setVersion("2"))));
        assertThat(isComplete()).isFalse();
    }

    @Test
    void finalizersOfControllersAndAMirrorThatIsAheadDoNotMatter() {
        has(List.of(inMirror().withMetadata(m -> m.setVersion("7").addFinalizers("X"))));
        assertThat(isComplete()).isTrue();

        mirror.with(inMirror().withLabel("theirs", "1"));
        has(List.of(workers("demo", "demo-workers", manual()).withMetadata(m -> m.setVersion("1"))));
        assertThat(isComplete()).isTrue();
    }

    @Test
    void aClusterThatIsGoneHidesNothing() {
        omni.remove("Clusters/demo");

        assertThat(isComplete()).isTrue();
    }

    @Test
    @DisplayName("R01: what the store has although the mirror does not show it is in the mirror after it was asked for")
    void confirmation() {
        omni.put(workers("demo", "demo-ui", manual()));

        assertThat(writer.isConfirmedAbsent(ResourceTypes.MACHINE_SETS, "demo-ui"))
                .isFalse();
        assertThat(shown).containsExactly("MachineSets/demo-ui");
        assertThat(writer.isConfirmedAbsent(ResourceTypes.MACHINE_SETS, "gone")).isTrue();
    }

    private boolean isComplete() {
        return writer.isComplete(new ClusterSlice("demo", mirror));
    }

    private Resource<MachineSetSpec> inMirror() {
        return mirror.kind(ResourceTypes.MACHINE_SETS).get("demo-workers").orElseThrow();
    }

    private void has(List<Resource<MachineSetSpec>> sets) {
        sets.forEach(omni::put);
    }

    private final class Surroundings implements JournalingOmniWriter.Surroundings {
        @Override
        public void requireSameAccount() {
            // it is
        }

        @Override
        public void stored(Resource<?> resource) {
            shown.add(resource.reference());
        }

        @Override
        public void failed(OmniException failure) {
            throw failure;
        }
    }
}
