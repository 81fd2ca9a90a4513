package dev.omnibridge.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.omni.ConnectionHealth;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void objectsAreCountedByWhatTheirStatusSays() {
        assertThat(samples(Fleet.of(4).reading()))
                .contains(
                        Sample.of(Metric.OBJECTS, 4, "OmniCluster", "False"),
                        Sample.of(Metric.OBJECTS, 0, "OmniCluster", "True"),
                        Sample.of(Metric.OBJECTS, 4, "OmniMachineSet", "True"),
                        Sample.of(Metric.OBJECTS, 4, "OmniMachineSet", "Unknown"),
                        Sample.of(Metric.OBJECTS, 1, "OmniConnection", "True"),
                        Sample.of(Metric.STALLED, 4, "OmniCluster", "NameConflict"),
                        Sample.of(Metric.HELD, 4, "OmniCluster", "OmniLocked"),
                        Sample.of(Metric.HELD, 4, "OmniMachineSet", "ReleaseHeld"),
                        Sample.of(Metric.RELEASES_HELD, 4, "default"),
                        Sample.of(Metric.DRIFTED, 4, "OmniCluster"),
                        Sample.of(Metric.DRIFTED, 0, "OmniMachineSet"),
                        Sample.of(Metric.CONTESTED, 4, "OmniCluster"));
    }

    @Test
    void theEarliestExpiryCounts() {
        assertThat(samples(Fleet.of(4).reading()))
                .contains(
                        Sample.of(Metric.KUBECONFIG_EXPIRY, Fleet.KUBECONFIG_EXPIRES.getEpochSecond(), "default"),
                        Sample.of(Metric.KEY_EXPIRY, Fleet.KEY_EXPIRES.getEpochSecond(), "default"));
    }

    @Test
    void machinesAreCountedByStateAndByTheClassesThatExistAndAreUsed() {
        assertThat(samples(Fleet.of(4).reading()))
                .filteredOn(sample -> sample.metric() == Metric.MACHINES || sample.metric() == Metric.CLASS_MACHINES)
                .containsExactlyInAnyOrder(
                        Sample.of(Metric.MACHINES, 4, "default", "allocated"),
                        Sample.of(Metric.MACHINES, 1, "default", "free"),
                        Sample.of(Metric.MACHINES, 1, "default", "unavailable"),
                        Sample.of(Metric.CLASS_MACHINES, 4, "default", "big", "allocated"),
                        Sample.of(Metric.CLASS_MACHINES, 1, "default", "big", "free"),
                        Sample.of(Metric.CLASS_MACHINES, 1, "default", "big", "unavailable"));
    }

    @Test
    void aMirrorIsAsOldAsItsFirstWatchThatBroke() {
        assertThat(samples(Fleet.of(1).reading()))
                .contains(
                        Sample.of(Metric.MIRROR_AGE, 1.5, "default"),
                        Sample.of(Metric.MIRROR_SIZE, 3, "default", "MachineStatuses"));
    }

    @Test
    void whatOthersWriteIntoAStatusBecomesNoLabel() {
        OmniCluster object = GivenCluster.named("demo")
                .status(status -> status.conditions(List.of(new Condition(
                        "Stalled", ConditionStatus.TRUE, 1L, Fleet.NOW.toString(), "MadeUp", "by somebody else"))))
                .build();

        assertThat(samples(new Reading(true, List.of(), List.of(object), List.of(), _ -> noHealth(), Fleet.NOW)))
                .contains(Sample.of(Metric.STALLED, 1, "OmniCluster", "Other"))
                .noneMatch(sample -> sample.values().contains("MadeUp"));
    }

    private static ConnectionHealth noHealth() {
        throw new AssertionError("there is no connection");
    }

    private static List<Sample> samples(Reading reading) {
        return OperatorMetrics.samples(reading).toList();
    }
}
