package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.simulator.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoleContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private final Labels labels = new Labels(omni);

    @Test
    void aReaderReadsAndWritesNothing() {
        OmniClient reader = omni.as(Role.READER);
        Resource<MachineLabelsSpec> stored = labels.stored("a");

        assertThat(reader.account().role()).isEqualTo("Reader");
        assertThat(reader.state().list(Labels.TYPE)).isNotEmpty();
        assertDenied(() -> reader.state().create(labels.unstored("b")), "insufficient role: \"Reader\"");
        assertDenied(() -> reader.state().update(stored.withLabel("a", "b")), "insufficient role: \"Reader\"");
        assertDenied(() -> reader.state().teardown(stored), "insufficient role: \"Reader\"");
        assertDenied(() -> reader.state().destroy(Labels.TYPE, stored.id()), "insufficient role: \"Reader\"");
    }

    @Test
    void anOperatorWrites() {
        OmniClient operator = omni.as(Role.OPERATOR);

        assertThat(operator.state().create(labels.unstored("a")).version()).isEqualTo(1);
    }

    @Test
    void somebodyWithoutARoleReadsOnlyWhatEverySignatureMay() {
        OmniClient nobody = omni.as(Role.NONE);

        assertThat(nobody.account().role()).isEqualTo("None");
        assertThat(nobody.state().list(ResourceTypes.TALOS_VERSIONS)).isNotEmpty();
        assertDenied(() -> nobody.state().list(ResourceTypes.MACHINE_STATUSES), "insufficient role: \"None\"");
        Watching<MachineLabelsSpec> watching = new Watching<>(omni);
        nobody.state().watch(Labels.TYPE, watching);
        assertThat(watching.awaitEnd()).isInstanceOf(OmniException.PermissionDenied.class);
    }

    @Test
    void nobodyWritesWhatControllersKeep() {
        omni.needsToWrite();

        assertDenied(
                () -> omni.state()
                        .create(Resource.of(
                                ResourceTypes.CLUSTER_STATUSES,
                                omni.id("status"),
                                ResourceTypes.CLUSTER_STATUSES.emptySpec())),
                "only read access is permitted");
    }

    @Test
    void aRoleThatIsTooLowHearsNothingElse() {
        OmniClient reader = omni.as(Role.READER);

        assertDenied(
                () -> reader.state()
                        .create(Resource.of(
                                ResourceTypes.CLUSTER_STATUSES,
                                omni.id("status"),
                                ResourceTypes.CLUSTER_STATUSES.emptySpec())),
                "insufficient role: \"Reader\"");
    }

    @Test
    void secretsAndKindsThatDoNotExistAreClosedToEverybody() {
        for (String name : new String[] {"ClusterSecrets.omni.sidero.dev", "Nonsense.omni.sidero.dev"}) {
            ResourceType<MachineLabelsSpec> type =
                    new ResourceType<>(name, "default", MachineLabelsSpec.getDefaultInstance());
            assertDenied(() -> omni.state().get(type, "x"), "no access is permitted");
        }
    }

    private static void assertDenied(Runnable call, String text) {
        assertThatExceptionOfType(OmniException.PermissionDenied.class)
                .isThrownBy(call::run)
                .withMessageContaining(text);
    }
}
