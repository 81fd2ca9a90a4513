package dev.omnibridge.operator.machineclass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatesTest {

    private static final MachineClassSpec BIG =
            MachineClassSpec.newBuilder().addMatchLabels("size = big").build();

    @Test
    void aMachineThatIsAvailableAndReadyIsFree() {
        assertThat(Candidates.of(BIG, List.of(free("v1.13.8")), "1.13.8"))
                .isEqualTo(new Candidates(1, 1, Map.of(), new TreeSet<>()));
    }

    @Test
    void aMachineOfAnotherClassIsNotCounted() {
        Resource<MachineStatusSpec> small = free("v1.13.8").withLabel("size", "small");

        assertThat(Candidates.of(BIG, List.of(small), "1.13.8").matching()).isZero();
    }

    @Test
    void eachMachineIsCountedForTheFirstThingInItsWay() {
        Candidates candidates = Candidates.of(
                BIG,
                List.of(
                        without(free("v1.13.8"), OmniKeys.AVAILABLE),
                        free("v1.13.8").withLabel(OmniKeys.EVICTED, ""),
                        free("v1.13.8").withLabel(OmniKeys.NO_MANUAL_ALLOCATION, ""),
                        without(without(free("v1.13.8"), OmniKeys.CONNECTED), OmniKeys.READY_TO_USE),
                        without(free("v1.13.8"), OmniKeys.REPORTING_EVENTS),
                        free("v1.14.0")),
                "1.13.8");

        assertThat(candidates.obstacles())
                .isEqualTo(Map.of(
                        Obstacle.BUSY, 1,
                        Obstacle.EVICTED, 1,
                        Obstacle.RESERVED, 1,
                        Obstacle.DISCONNECTED, 1,
                        Obstacle.NOT_READY_TO_USE, 1,
                        Obstacle.TALOS_VERSION, 1));
        assertThat(candidates.misfits()).containsExactly("1.14");
        assertThat(candidates.free()).isZero();
    }

    @ParameterizedTest(name = "Talos {0}, installed: {1}: {2}")
    @CsvSource({
        "v1.13.2, false, true",
        "v1.12.9, false, false",
        "v1.12.9, true, true",
        "v1.14.0, true, false",
        "v2.0.0, true, false",
        "broken, true, false",
    })
    void aMachineFitsByItsTalos(String version, boolean installed, boolean fits) {
        Resource<MachineStatusSpec> machine =
                installed ? free(version).withLabel(OmniKeys.INSTALLED, "") : free(version);

        assertThat(Candidates.of(BIG, List.of(machine), "1.13.8").free()).isEqualTo(fits ? 1 : 0);
    }

    private static Resource<MachineStatusSpec> free(String talosVersion) {
        return Resource.of(ResourceTypes.MACHINE_STATUSES, "m", MachineStatusSpec.getDefaultInstance())
                .withLabel("size", "big")
                .withLabel(OmniKeys.TALOS_VERSION, talosVersion)
                .withLabel(OmniKeys.AVAILABLE, "")
                .withLabel(OmniKeys.CONNECTED, "")
                .withLabel(OmniKeys.READY_TO_USE, "")
                .withLabel(OmniKeys.REPORTING_EVENTS, "");
    }

    private static Resource<MachineStatusSpec> without(Resource<MachineStatusSpec> machine, String label) {
        return machine.withMetadata(m -> m.removeLabels(label));
    }
}
