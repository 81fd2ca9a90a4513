package dev.omnibridge.operator.status;

import static dev.omnibridge.operator.status.ClusterFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.ConfigApplyStatus;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Removal;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every status, whatever happens: long random walks through states of Omni, decisions and outages. */
class StatusPropertiesTest {

    private static final int STEPS = 60;
    private static final String SECRET =
            "-----BEGIN PGP PRIVATE KEY BLOCK----- xVgEZ -----END PGP PRIVATE KEY BLOCK-----";

    private static final Set<String> REASONS = Stream.concat(
                    Arrays.stream(Reason.values()).map(Reason::text),
                    Arrays.stream(StateReason.values()).map(StateReason::text))
            .collect(Collectors.toSet());

    static Stream<Long> seeds() {
        return new Random(20261120).longs(25).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theRulesHoldAtEveryStep(long seed) {
        Random random = new Random(seed);
        ClusterFixture omni = ClusterFixture.ready().machineClass("big", "size = big");
        Looks looks = new Looks(omni);
        for (int step = 0; step < STEPS; step++) {
            happens(omni, looks, random);
            looks.after(Duration.ofSeconds(random.nextInt(90)));

            OmniClusterStatus cluster = looks.clusterStatus();
            holds(cluster.conditions(), cluster.observedGeneration());
            assertThat(looks.clusterStatus()).as("the same again").isEqualTo(cluster);
            assertThat(looks.lookAgainAfter().orElse(Duration.ofSeconds(1))).isPositive();

            OmniMachineSetStatus set = looks.setStatus("workers");
            holds(set.conditions(), set.observedGeneration());
            assertThat(looks.setStatus("workers")).as("the same again").isEqualTo(set);
            assertThat(cluster + " " + set).doesNotContain("PRIVATE KEY", "xVgEZ");
        }
    }

    private static void holds(@Nullable List<Condition> written, @Nullable Long generation) {
        Conditions all = Conditions.of(written);
        List<Condition> conditions = all.list();
        assertThat(all.isTrue(ConditionType.RECONCILING) && all.isTrue(ConditionType.STALLED))
                .isFalse();
        for (ConditionType type : List.of(
                ConditionType.READY,
                ConditionType.SYNCED,
                ConditionType.RECONCILING,
                ConditionType.STALLED,
                ConditionType.DELETING,
                ConditionType.PAUSED,
                ConditionType.OMNI_REACHABLE)) {
            assertThat(all.get(type)).as(type.text()).isPresent();
        }
        boolean ready = all.isTrue(ConditionType.READY);
        boolean quiet = !all.isTrue(ConditionType.RECONCILING) && !all.isTrue(ConditionType.STALLED);
        assertThat(!ready || quiet).as("Ready moves and needs nobody").isTrue();
        assertThat(conditions).extracting(Condition::type).doesNotHaveDuplicates();
        assertThat(conditions).allSatisfy(condition -> {
            assertThat(condition.observedGeneration()).isEqualTo(generation);
            assertThat(condition.message()).hasSizeLessThanOrEqualTo(1_024);
            assertThat(condition.reason()).isIn(REASONS);
            assertThat(condition.status()).isIn((Object[]) ConditionStatus.values());
        });
    }

    private static void happens(ClusterFixture omni, Looks looks, Random random) {
        String machine = id(4 + random.nextInt(4));
        switch (random.nextInt(18)) {
            case 0 ->
                omni.machineStatus(
                        machine, m -> m.setStage(any(random, Stage.values())).setReady(random.nextBoolean()));
            case 1 -> omni.disconnect(machine);
            case 2 ->
                omni.machineStatus(
                        machine,
                        m -> m.setConfigApplyStatus(any(random, ConfigApplyStatus.values()))
                                .setLastConfigError("bad value " + SECRET + " in " + "x".repeat(900)));
            case 3 -> omni.setStatus("workers", any(random, MachineSetPhase.values()), random.nextBoolean());
            case 4 ->
                omni.status(s -> s.setPhase(any(random, ClusterStatusSpec.Phase.values()))
                        .setReady(random.nextBoolean())
                        .setKubernetesAPIReady(random.nextBoolean()));
            case 5 -> omni.talos(t -> t.setPhase(any(random, TalosUpgradeStatusSpec.Phase.values())));
            case 6 ->
                omni.kubernetes(k -> k.setPhase(any(random, KubernetesUpgradeStatusSpec.Phase.values()))
                        .setError(random.nextBoolean() ? SECRET : ""));
            case 7 -> omni.pendingUpdate("workers", machine);
            case 8 -> omni.machine("workers", machine, Stage.RUNNING, true);
            case 9 -> looks.decided();
            case 10, 11 -> looks.decided(new Finding(any(random, Reason.values()), "text " + SECRET, "next step"));
            case 12 ->
                looks.outcome(
                        random.nextBoolean()
                                ? Outcome.NOTHING
                                : new Outcome(List.of(), List.of(new Finding(Reason.OMNI_ERROR, SECRET))));
            case 13 ->
                looks.reachability(new Reachability.Down(
                        "default", Looks.START, new Finding(Reason.UNAVAILABLE, "gone " + SECRET)));
            case 14 -> looks.reachability(new Reachability.Missing("default"));
            case 15 ->
                looks.ownership(
                        random.nextBoolean()
                                ? new Ownership.Managed()
                                : new Ownership.Lost(new Finding(Reason.CLAIM_LOST, "our claim is gone")));
            case 16 -> {
                if (random.nextInt(10) == 0) {
                    looks.deleting(new Removal.Going(8, random.nextInt(9)));
                }
            }
            default -> looks.reachability(new Reachability.Usable("default")).restarted();
        }
    }

    private static <E extends Enum<E>> E any(Random random, E[] values) {
        List<E> known = Arrays.stream(values)
                .filter(value -> !value.name().equals("UNRECOGNIZED"))
                .toList();
        return known.get(random.nextInt(known.size()));
    }
}
