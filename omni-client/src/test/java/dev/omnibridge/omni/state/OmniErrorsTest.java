package dev.omnibridge.omni.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.state.OmniErrors.Call;
import dev.omnibridge.omni.transport.ConnectionProblem;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts are those recorded on running servers. */
class OmniErrorsTest {

    static Stream<Arguments> table() {
        return Stream.of(
                row(
                        Call.GET,
                        Code.NOT_FOUND,
                        "resource Clusters.omni.sidero.dev(default/nope@undefined) doesn't exist",
                        OmniException.NotFound.class),
                row(
                        Call.CREATE,
                        Code.ALREADY_EXISTS,
                        "failed to create: resource X(default/p1@undefined) already exists",
                        OmniException.AlreadyExists.class),
                row(
                        Call.UPDATE,
                        Code.FAILED_PRECONDITION,
                        "failed to update: resource X(default/p1@14) update conflict: expected version '\r', actual version '\u000e'",
                        OmniException.VersionConflict.class),
                row(
                        Call.UPDATE,
                        Code.INVALID_ARGUMENT,
                        "failed to update: resource X(default/p1@14) is not in phase running",
                        OmniException.PhaseConflict.class),
                row(
                        Call.UPDATE,
                        Code.INVALID_ARGUMENT,
                        "failed to validate: 1 error occurred:\n\t* it is not in phase with the others\n\n",
                        OmniException.ValidationFailed.class),
                row(
                        Call.CREATE,
                        Code.INVALID_ARGUMENT,
                        "failed to validate: 1 error occurred:\n\t* machine class with name \"nope\" doesn't exist\n\n",
                        OmniException.ValidationFailed.class),
                row(
                        Call.UPDATE,
                        Code.PERMISSION_DENIED,
                        "failed to update: resource X(default/p1@15) is owned by \"me\"",
                        OmniException.OwnerConflict.class),
                row(
                        Call.DESTROY,
                        Code.FAILED_PRECONDITION,
                        "resource X(default/p1@3) has pending finalizers [A]",
                        OmniException.PendingFinalizers.class),
                row(
                        Call.DESTROY,
                        Code.FAILED_PRECONDITION,
                        "update conflict: expected version",
                        OmniException.VersionConflict.class),
                row(Call.WATCH, Code.FAILED_PRECONDITION, "invalid watch bookmark", OmniException.Unexpected.class),
                row(
                        Call.LIST,
                        Code.FAILED_PRECONDITION,
                        "EULA has not been accepted yet",
                        OmniException.EulaNotAccepted.class),
                row(
                        Call.CREATE,
                        Code.PERMISSION_DENIED,
                        "failed to validate: 1 error occurred:\n\t* rpc error: code = PermissionDenied desc = unauthorized: access denied: insufficient role: \"Reader\"\n\n",
                        OmniException.PermissionDenied.class),
                row(
                        Call.UPDATE,
                        Code.PERMISSION_DENIED,
                        "failed to validate: 1 error occurred:\n\t* rpc error: code = PermissionDenied desc = only read access is permitted\n\n",
                        OmniException.PermissionDenied.class),
                row(Call.GET, Code.UNAUTHENTICATED, "invalid signature", OmniException.Unauthenticated.class),
                row(
                        Call.CREATE,
                        Code.RESOURCE_EXHAUSTED,
                        "grpc: received message larger than max (34603187 vs. 33554432)",
                        OmniException.TooLarge.class),
                row(
                        Call.CREATE,
                        Code.UNKNOWN,
                        "etcd call failed on create: etcdserver: request is too large",
                        OmniException.TooLarge.class),
                row(
                        Call.MANAGEMENT,
                        Code.UNKNOWN,
                        "failed to get cluster UUID: failed to get: resource ClusterUUIDs(default/nope@undefined) doesn't exist",
                        OmniException.NotFound.class),
                row(Call.CREATE, Code.UNKNOWN, "spec is missing", OmniException.Unexpected.class),
                row(
                        Call.GET,
                        Code.UNIMPLEMENTED,
                        "unknown method Nope for service cosi.resource.State",
                        OmniException.Unsupported.class),
                row(
                        Call.UPDATE,
                        Code.INTERNAL,
                        "runtime error: invalid memory address or nil pointer dereference",
                        OmniException.Unexpected.class),
                row(Call.GET, Code.UNAVAILABLE, "transport is closing", OmniException.Unavailable.class),
                row(
                        Call.GET,
                        Code.DEADLINE_EXCEEDED,
                        "context deadline exceeded",
                        OmniException.DeadlineExceeded.class),
                row(Call.WATCH, Code.CANCELLED, "context canceled", OmniException.Unavailable.class),
                row(Call.GET, Code.UNAVAILABLE, "Channel shutdown invoked", OmniException.Cancelled.class),
                row(
                        Call.GET,
                        Code.PERMISSION_DENIED,
                        "HTTP status code 403 invalid content-type: text/html",
                        OmniException.Unavailable.class));
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyRecordedAnswerBecomesTheErrorThatSaysWhatToDo(
            Call call, Code code, String text, Class<? extends OmniException> expected) {
        OmniException error = OmniErrors.of(
                call,
                "Clusters/demo",
                Status.fromCode(code).withDescription(text).asRuntimeException());

        assertThat(error).isInstanceOf(expected);
        assertThat(error.getMessage()).startsWith("Clusters/demo: ").doesNotContainPattern("\\p{Cntrl}");
        assertThat(error.nextStep()).isNotBlank();
        assertThat(error.getCause()).isNotNull();
    }

    @Test
    void aListOfRulesBecomesOneLine() {
        String text =
                "failed to validate: 2 errors occurred:\n\t* resource ID must not be empty\n\t* name is required\n\n";

        assertThat(OmniText.oneLine(text)).isEqualTo("resource ID must not be empty; name is required");
    }

    @Test
    void aNestedListBecomesOneLine() {
        String text =
                "failed to validate: 2 errors occurred:\n\t* error validating Kubernetes version: 1 error occurred:\n"
                        + "\t* version is required\n\n\n\t* invalid talos version \"\": not found\n\n";

        assertThat(OmniText.oneLine(text))
                .isEqualTo(
                        "error validating Kubernetes version: version is required; invalid talos version \"\": not found");
    }

    @Test
    void anErrorWithoutATextSaysItsCode() {
        assertThat(OmniErrors.of(Call.GET, "Clusters", Status.INTERNAL.asRuntimeException()))
                .hasMessage("Clusters: INTERNAL");
    }

    @Test
    void anInterruptedCallWasGivenUpHere() {
        Status interrupted = Status.CANCELLED.withCause(new InterruptedException());

        assertThat(OmniErrors.of(Call.GET, "x", interrupted.asRuntimeException()))
                .isInstanceOf(OmniException.Cancelled.class);
    }

    @Test
    void aConnectionThatFailsSaysWhyAndKeepsTheCauseForTheStatus() {
        Throwable refused = Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new ConnectException("Connection refused: /127.0.0.1:1"))
                .asRuntimeException();

        OmniException error = OmniErrors.of(Call.LIST, "Clusters", refused);

        assertThat(error).isInstanceOf(OmniException.Unavailable.class).hasMessageContaining("nothing listens");
        assertThat(ConnectionProblem.of(error)).contains(ConnectionProblem.REFUSED);
    }

    @Test
    void anErrorOfTheFamilyStaysAsItIs() {
        OmniException known = new OmniException.NotFound("x", null);

        assertThat(OmniErrors.of(Call.GET, "y", known)).isSameAs(known);
    }

    private static Arguments row(Call call, Code code, String text, Class<? extends OmniException> expected) {
        return Arguments.of(call, code, text, expected);
    }
}
