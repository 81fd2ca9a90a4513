package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.WriteFailure;
import dev.omnibridge.operator.reconcile.WriteFailure.Next;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WriteFailuresTest {

    /** Texts as recorded on Omni 1.10 (probe-errors.jsonl), after the client made one line of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            updating cluster configuration is not allowed: the cluster "p2" is locked                                 | OMNI_LOCKED             | RETRY
            adding machine set "p2-late" to the cluster "p2" is not allowed: the cluster is locked                    | OMNI_LOCKED             | RETRY
            removing machine set node from the machine set "p2-workers" is not allowed: machine set node is locked    | OMNI_LOCKED             | RETRY
            the cluster "zz" does not exist                                                                           | WAITING_FOR_CLUSTER     | RETRY
            adding machine set node to the machine set "p2-nope" is not allowed: the machine set does not exist       | WAITING_FOR_CLUSTER     | RETRY
            adding machine set "x" is not allowed: the cluster "p2" is tearing down                                   | WAITING_FOR_OMNI        | RETRY
            machine class with name "nope" doesn't exist                                                              | WAITING_FOR_REFERENCE   | RETRY
            invalid talos version "1.99.0": failed to get: resource TalosVersions(default/1.99.0) doesn't exist       | VERSION_NOT_AVAILABLE   | FINAL
            invalid kubernetes version "1.99.0": is not compatible with talos version "1.13.8"                        | VERSIONS_INCOMPATIBLE   | FINAL
            kubernetes version is not supported for upgrade to "1.36.3" from "1.34.5"                                 | UPGRADE_NOT_POSSIBLE    | FINAL
            downgrading from version "1.13.8" to "1.12.11" is not supported                                           | UPGRADE_NOT_POSSIBLE    | FINAL
            updating disk encryption settings is not allowed                                                          | IMMUTABLE_IN_OMNI       | FINAL
            backup interval must be greater than 1h0m0s, actual 1m0s                                                  | REFUSED_BY_OMNI         | FINAL
            """)
    @DisplayName("R39: a refused content is a hold, a wait, a retry or a case for a person, by what Omni says")
    void aRefusedContentIsWeighedByItsText(String text, Reason reason, Next next) {
        WriteFailure failure = weigh(new OmniException.ValidationFailed("Clusters/p2: " + text, null));

        assertThat(failure.finding().reason()).isEqualTo(reason);
        assertThat(failure.next()).isEqualTo(next);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindOfErrorHasItsPlace(OmniException failure, Reason reason, Next next) {
        assertThat(weigh(failure).finding().reason()).isEqualTo(reason);
        assertThat(weigh(failure).next()).isEqualTo(next);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new OmniException.VersionConflict("x", null), Reason.APPLYING, Next.RETRY),
                Arguments.of(new OmniException.NotFound("x", null), Reason.APPLYING, Next.RETRY),
                Arguments.of(new OmniException.PhaseConflict("x", null), Reason.WAITING_FOR_OMNI, Next.WAIT),
                Arguments.of(new OmniException.AlreadyExists("x", null), Reason.WAITING_FOR_OMNI, Next.WAIT),
                Arguments.of(new OmniException.OwnerConflict("x", null), Reason.REFUSED_BY_OMNI, Next.FINAL),
                Arguments.of(new OmniException.TooLarge("x", null), Reason.INVALID_CONTENT, Next.FINAL),
                Arguments.of(new OmniException.PermissionDenied("x", null), Reason.PERMISSION_DENIED, Next.FINAL),
                Arguments.of(new OmniException.Unauthenticated("x", null), Reason.CONNECTION_PENDING, Next.WAIT),
                Arguments.of(new OmniException.Unavailable("x", null), Reason.OMNI_ERROR, Next.RETRY),
                Arguments.of(new OmniException.DeadlineExceeded("x", null), Reason.OMNI_ERROR, Next.RETRY),
                Arguments.of(new OmniException.Unexpected("x", null), Reason.OMNI_ERROR, Next.RETRY));
    }

    @Test
    void theMessageSaysWhatWasTriedWhatOmniSaidAndWhatToDo() {
        WriteFailure failure = weigh(new OmniException.PermissionDenied("insufficient role: \"Reader\"", null));

        assertThat(failure.finding().message())
                .contains("create Clusters/demo", "insufficient role", "give the service account the role Operator");
    }

    private static WriteFailure weigh(OmniException failure) {
        return WriteFailures.of(failure, Declared.create(Declared.cluster("demo")));
    }
}
