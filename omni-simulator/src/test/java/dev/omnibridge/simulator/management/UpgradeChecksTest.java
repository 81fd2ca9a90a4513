package dev.omnibridge.simulator.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Faults;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.SimulatedTime;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeChecksTest {

    private final Store store = new Store(SimulatedTime.stepped(Instant.parse("2026-11-20T10:00:00Z")));
    private final Faults faults = new Faults(new NoWatches());
    private final UpgradeChecks checks = new UpgradeChecks(store, faults);

    @Test
    void aClusterThatReportsNothingYetCanNotBeChecked() {
        assertThat(refusal("1.35.7"))
                .isEqualTo(Status.UNKNOWN
                        .withDescription(
                                "failed to get: resource KubernetesUpgradeStatuses.omni.sidero.dev(default/demo@undefined) doesn't exist")
                        .asRuntimeException()
                        .getMessage());
    }

    @Test
    void aVersionThatIsNotKnownYetIsAFailedPrecondition() {
        reached("");

        assertThat(refusal("1.35.7")).startsWith(Status.Code.FAILED_PRECONDITION.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.35.5", "1.35.6", "1.35.7", "1.36.2"})
    void patchesAndTheNextMinorPass(String version) {
        reached("1.35.6");

        assertThat(checks.check(Optional.of("demo"), version).getOk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.34.6", "1.37.0", "2.35.6"})
    void anotherPathIsAnInvalidArgument(String version) {
        reached("1.35.6");

        assertThat(refusal(version)).startsWith(Status.Code.INVALID_ARGUMENT.name());
    }

    @Test
    void anObjectionIsAnAnswerAndNoErrorUntilItIsLifted() {
        reached("1.35.6");
        Order objection = faults.objectToUpgrades("an API in use is gone");

        assertThat(checks.check(Optional.of("demo"), "1.35.7").getOk()).isFalse();
        assertThat(checks.check(Optional.of("demo"), "1.35.7").getReason()).isEqualTo("an API in use is gone");
        assertThat(objection.hits()).isEqualTo(2);

        objection.lift();
        assertThat(checks.check(Optional.of("demo"), "1.35.7").getOk()).isTrue();
    }

    private String refusal(String version) {
        return String.valueOf(assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> checks.check(Optional.of("demo"), version))
                .actual()
                .getMessage());
    }

    private void reached(String version) {
        store.create(
                "KubernetesUpgradeStatusController",
                Resource.of(
                        ResourceTypes.KUBERNETES_UPGRADE_STATUSES,
                        "demo",
                        KubernetesUpgradeStatusSpec.newBuilder()
                                .setLastUpgradeVersion(version)
                                .build()));
    }

    private static final class NoWatches implements Faults.OpenWatches {
        @Override
        public int end(Calls calls, Status status) {
            return 0;
        }

        @Override
        public int error(Calls calls, String text) {
            return 0;
        }

        @Override
        public void nudge() {}
    }
}
