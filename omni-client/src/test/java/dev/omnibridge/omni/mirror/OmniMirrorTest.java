package dev.omnibridge.omni.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.omnibridge.omni.mirror.KindSnapshot.MirrorState;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OmniMirrorTest {

    private final FakeOmni omni = new FakeOmni();
    private final VirtualTime time = new VirtualTime();
    private final Changes changes = new Changes();
    private final OmniMirror mirror = new OmniMirror(omni, List.of(MirroredKind.of(FakeOmni.TYPE)), changes, time);

    @BeforeEach
    void start() {
        mirror.start();
    }

    @Test
    void nothingIsBootstrappedBeforeAllThatExistsWasTold() {
        omni.put("a", "1");
        omni.pump(2);

        assertThat(kind().get("a")).isPresent();
        assertThat(mirror.snapshot().bootstrapped()).isFalse();
        assertThat(mirror.snapshot().live()).isFalse();

        omni.pump();
        assertThat(mirror.snapshot().bootstrapped()).isTrue();
        assertThat(mirror.snapshot().live()).isTrue();
        assertThat(changes.take()).containsExactly("a: - > v1", "live");
    }

    @Test
    void aSnapshotNeverChanges() {
        omni.put("a", "1");
        omni.pump();
        OmniSnapshot before = mirror.snapshot();

        omni.put("a", "2");
        omni.put("b", "1");
        omni.pump();

        assertThat(before.kind(FakeOmni.TYPE).all())
                .extracting(Resource::version)
                .containsExactly(1L);
        assertThat(kind().all()).hasSize(2);
    }

    @Test
    void theListenerSeesTheChangeInTheSnapshotAlready() {
        List<Boolean> seen = new ArrayList<>();
        OmniMirror[] own = new OmniMirror[1];
        own[0] = new OmniMirror(
                omni,
                List.of(MirroredKind.of(FakeOmni.TYPE)),
                new MirrorListener() {
                    @Override
                    public <S extends com.google.protobuf.Message> void onChange(
                            ResourceType<S> type,
                            String id,
                            @Nullable Resource<S> before,
                            @Nullable Resource<S> after) {
                        seen.add(own[0].snapshot().kind(type).get(id).equals(Optional.ofNullable(after)));
                        throw new IllegalStateException("a listener that fails stops nobody");
                    }

                    @Override
                    public void onState(ResourceType<?> type, MirrorState state) {}
                },
                time);
        own[0].start();
        omni.pump();
        omni.put("a", "1");
        omni.put("a", "2");
        omni.remove("a");
        omni.pump();

        assertThat(seen).containsExactly(true, true, true);
    }

    @Test
    void resourcesAreFoundByIndexInTheOrderOfTheirIds() {
        omni.pump();
        mirror.accept(labelled("b", 10, 1, "demo"));
        mirror.accept(labelled("a", 11, 1, "demo"));
        mirror.accept(labelled("c", 12, 1, "other"));

        assertThat(kind().byIndex(MirroredKind.BY_CLUSTER, "demo"))
                .extracting(Resource::id)
                .containsExactly("a", "b");

        mirror.accept(labelled("a", 11, 2, "other"));
        mirror.acceptDestroyed(labelled("c", 12, 1, "other"));
        assertThat(kind().byIndex(MirroredKind.BY_CLUSTER, "demo"))
                .extracting(Resource::id)
                .containsExactly("b");
        assertThat(kind().byIndex(MirroredKind.BY_CLUSTER, "other"))
                .extracting(Resource::id)
                .containsExactly("a");
        assertThat(kind().byIndex(MirroredKind.BY_CLUSTER, "nope")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kind().byIndex("colour", "red"))
                .withMessageContaining("has no index colour");
    }

    @Test
    void askingForAKindThatIsNotMirroredIsAMistakeAndWritingItIsIgnored() {
        mirror.accept(Resource.of(ResourceTypes.CLUSTERS, "demo", ResourceTypes.CLUSTERS.emptySpec()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> mirror.snapshot().kind(ResourceTypes.CLUSTERS))
                .withMessageContaining("Clusters is not mirrored");
    }

    @Test
    void specsAreTrimmedAtOnce() {
        OmniMirror trimming = new OmniMirror(
                omni,
                List.of(MirroredKind.of(ResourceTypes.CLUSTERS)
                        .trimmedTo(spec -> spec.toBuilder().clearTalosVersion().build())),
                changes,
                time);

        trimming.accept(Resource.of(
                ResourceTypes.CLUSTERS,
                "demo",
                ResourceTypes.CLUSTERS.emptySpec().toBuilder()
                        .setTalosVersion("1.10.4")
                        .setKubernetesVersion("1.34.1")
                        .build()));

        assertThat(trimming.snapshot().kind(ResourceTypes.CLUSTERS).get("demo")).hasValueSatisfying(cluster -> {
            assertThat(cluster.spec().getTalosVersion()).isEmpty();
            assertThat(cluster.spec().getKubernetesVersion()).isEqualTo("1.34.1");
        });
    }

    @Test
    void anOwnWriteIsSeenBeforeTheWatchTellsOfItAndIsToldOnce() {
        omni.pump();
        changes.take();

        mirror.accept(omni.put("a", "1"));
        assertThat(kind().get("a")).isPresent();
        omni.pump();
        time.pass(Duration.ofMinutes(1));

        assertThat(changes.take()).containsExactly("a: - > v1");
        assertThat(omni.storeReads()).isZero();
    }

    @Test
    void anAnswerThatComesLateDoesNotTurnBackTheTime() {
        omni.pump();
        Resource<MachineLabelsSpec> first = omni.put("a", "1");
        omni.put("a", "2");
        omni.pump();

        mirror.accept(first);

        assertThat(kind().get("a").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void anAnswerThatComesAfterTheEndDoesNotBringTheResourceBack() {
        omni.pump();
        Resource<MachineLabelsSpec> answer = omni.put("a", "1");
        omni.remove("a");
        omni.pump();

        mirror.accept(answer);

        assertThat(kind().get("a")).isEmpty();
    }

    @Test
    void theEndOfAnOlderLifeDoesNotRemoveTheNewerOne() {
        omni.put("a", "1");
        omni.pump();
        omni.remove("a");
        mirror.accept(omni.put("a", "again"));

        omni.pump();

        assertThat(kind().get("a").orElseThrow().label("value")).contains("again");
        assertThat(changes.take()).doesNotContain("a: v1 > -");
    }

    @Test
    void aDestroyedLifeIsNotBroughtBackByTheWatchThatLagsBehind() {
        Resource<MachineLabelsSpec> last = omni.put("a", "1");
        omni.pump();
        omni.put("a", "2");
        mirror.acceptDestroyed(last);
        omni.pump();

        assertThat(kind().get("a")).isEmpty();
        mirror.acceptDestroyed(FakeOmni.resource("b", 1, 1));
        assertThat(kind().get("b")).isEmpty();
    }

    @Test
    void aBrokenWatchIsBegunAgainAndOnlyDifferencesAreTold() {
        omni.put("a", "1");
        omni.put("b", "1");
        omni.put("c", "1");
        omni.pump();
        changes.take();

        omni.breakWatches(unavailable());
        omni.put("b", "2");
        omni.remove("c");
        omni.put("d", "1");
        assertThat(mirror.snapshot().live()).isFalse();
        assertThat(mirror.snapshot().bootstrapped()).isTrue();
        assertThat(kind().state().brokenSince()).isEqualTo(time.now());
        time.pass(Duration.ofSeconds(1));
        omni.pump();

        assertThat(changes.take()).containsExactly("broken", "b: v1 > v2", "d: - > v1", "c: v1 > -", "live");
        assertThat(kind().state().brokenSince()).isNull();
    }

    @Test
    void anOmniRestoredFromABackupIsShownAsItIsNow() {
        omni.put("a", "1");
        Map<String, Resource<MachineLabelsSpec>> backup = omni.stored();
        omni.put("a", "2");
        omni.put("b", "1");
        omni.pump();

        omni.restore(backup);
        time.pass(Duration.ofSeconds(1));
        omni.pump();

        assertThat(kind().all()).extracting(Resource::version).containsExactly(1L);
    }

    @Test
    void aWriteDuringABootstrapThatDoesNotTellItIsCheckedInTheStore() {
        omni.pump();
        omni.breakWatches(unavailable());
        time.pass(Duration.ofSeconds(1));
        Resource<MachineLabelsSpec> gone = omni.put("gone", "1");
        omni.remove("gone");
        mirror.accept(gone);
        omni.pump();
        assertThat(kind().get("gone")).as("doubtful, so still shown").isPresent();

        time.pass(Duration.ofMillis(1));

        assertThat(kind().get("gone")).isEmpty();
        assertThat(omni.storeReads()).isEqualTo(1);
    }

    @Test
    void aWriteDuringABootstrapIsNotLostToAnOlderListing() {
        omni.pump();
        omni.breakWatches(unavailable());
        time.pass(Duration.ofSeconds(1));
        omni.put("a", "1");
        omni.pump(1);
        mirror.accept(omni.put("a", "2"));
        mirror.accept(omni.put("b", "1"));
        changes.take();

        omni.pump();
        time.pass(Duration.ofMinutes(1));

        assertThat(changes.take()).containsExactly("live");
        assertThat(kind().all()).extracting(Resource::id).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aWriteThatTheWatchNeverTellsIsCheckedAfterAWhileAndUntilTheStoreAnswers() {
        omni.pump();
        mirror.accept(FakeOmni.resource("ghost", 5, 1));
        omni.refuse(unavailable());
        time.pass(Duration.ofSeconds(20));
        assertThat(kind().get("ghost")).isPresent();

        omni.refuse(null);
        time.pass(Duration.ofSeconds(5));

        assertThat(kind().get("ghost")).isEmpty();
    }

    private KindSnapshot<MachineLabelsSpec> kind() {
        return mirror.snapshot().kind(FakeOmni.TYPE);
    }

    private static Resource<MachineLabelsSpec> labelled(String id, long created, long version, String cluster) {
        return FakeOmni.resource(id, created, version).withLabel(OmniKeys.CLUSTER, cluster);
    }

    private static OmniException unavailable() {
        return new OmniException.Unavailable("gone", null);
    }
}
