package dev.omnibridge.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.IDQuery;
import dev.omnibridge.omni.proto.cosi.ListOptions;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests no careful client sends, and what a real Omni 1.10.4 answered. */
class MalformedRequestsTest extends SimulatorTest {

    @Test
    void aVersionThatNoResourceHasIsStale() throws Exception {
        Resource stored = create();

        for (String version : new String[] {"-1", "0", "9223372036854775807"}) {
            assertRefused(
                    () -> client.update(RawClient.with(stored, m -> m.setVersion(version))),
                    "FAILED_PRECONDITION: failed to update: resource MachineLabels.omni.sidero.dev(default/m@1) update"
                            + " conflict");
        }
    }

    @Test
    void aVersionThatIsNoNumberIsAParseError() throws Exception {
        Resource stored = create();

        assertRefused(
                () -> client.update(RawClient.with(stored, m -> m.setVersion("1.5"))),
                "UNKNOWN: error parsing version: strconv.ParseInt: parsing \"1.5\": invalid syntax");
        assertRefused(
                () -> client.update(RawClient.with(stored, m -> m.setVersion("99999999999999999999"))),
                "UNKNOWN: error parsing version: strconv.ParseInt: parsing \"99999999999999999999\": value out of range");
    }

    @Test
    void aRequestWithoutItsResourceMakesTheServerPanic() {
        assertRefused(
                () -> client.state().create(CreateRequest.getDefaultInstance()),
                "INTERNAL: runtime error: invalid memory address or nil pointer dereference");
    }

    @Test
    void aNamespaceThatIsKeptInAnotherWayHasNoResourcesOfThisKind() {
        assertRefused(
                () -> list("virtual"),
                "UNIMPLEMENTED: unsupported resource type for list \"MachineLabels.omni.sidero.dev\"");
        assertRefused(
                () -> list("infra-provider"),
                "PERMISSION_DENIED: internal error: resource \"MachineLabels.omni.sidero.dev\" is not an infra provider"
                        + " managed resource");
        assertRefused(
                () -> list("external"),
                "UNKNOWN: unsupported resource type: unsupported resource kind for list"
                        + " \"MachineLabels.omni.sidero.dev(external/@undefined)\"");
    }

    private void list(String namespace) throws Exception {
        client.state()
                .list(ListRequest.newBuilder()
                        .setNamespace(namespace)
                        .setType(ResourceTypes.MACHINE_LABELS.name())
                        .build())
                .hasNext();
    }

    @Test
    void aFinalizerIsThereOnce() throws Exception {
        Resource stored =
                client.create(RawClient.with(labels(), m -> m.addFinalizers("a").addFinalizers("a")));

        assertThat(stored.getMetadata().getFinalizersList()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "( missing_closing_):_`(`",
                ") unexpected_):_`)`",
                "[ missing_closing_]:_`[`",
                "* missing_argument_to_repetition_operator:_`*`",
                "a** invalid_nested_repetition_operator:_`**`",
                "\\ trailing_backslash_at_end_of_expression:_``",
                "q(?=1) invalid_or_unsupported_Perl_syntax:_`(?=`",
                "x{1001} invalid_repeat_count:_`{1001}`",
                "[b-a] invalid_character_class_range:_`b-a`",
                "\\8 invalid_escape_sequence:_`\\8`",
            })
    void anIdQueryIsAnExpressionOfGo(String regexp, String complaint) {
        ListRequest request = ListRequest.newBuilder()
                .setNamespace("default")
                .setType(ResourceTypes.MACHINE_LABELS.name())
                .setOptions(
                        ListOptions.newBuilder().setIdQuery(IDQuery.newBuilder().setRegexp(regexp)))
                .build();

        assertRefused(
                () -> client.state().list(request).read(),
                "INVALID_ARGUMENT: failed to compile regexp: error parsing regexp: " + complaint.replace('_', ' '));
    }

    private Resource create() throws Exception {
        return client.create(labels());
    }

    private static Resource labels() {
        return RawClient.resource(ResourceTypes.MACHINE_LABELS, "m", MachineLabelsSpec.getDefaultInstance());
    }

    private static void assertRefused(ThrowingCallable call, String text) {
        assertThatThrownBy(call).hasMessageStartingWith(text);
    }
}
