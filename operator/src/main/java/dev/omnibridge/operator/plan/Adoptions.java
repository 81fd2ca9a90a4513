package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans for claiming what exists. */
final class Adoptions {

    private static final int SHOWN = 5;

    private Adoptions() {}

    /**
     * Nobody's: claimed at once only if nothing at all would change.
     *
     * @param parts further changes that belong to it, such as nodes, one line each
     */
    static <S extends Message> AdoptionPlan ofUnclaimed(
            Difference<S> difference, Optional<String> uuid, List<String> parts) {
        List<FieldChange> changes = difference.changes();
        return plan(difference.resource().id(), uuid, changes, parts, !changes.isEmpty() || !parts.isEmpty());
    }

    /** Coming back: claimed at once if no machine notices, that is if only marks, labels and annotations change. */
    static <S extends Message> AdoptionPlan ofReturning(
            Difference<S> difference, Optional<String> uuid, List<String> parts) {
        boolean reachesMachines = difference.touchesMachines() || !parts.isEmpty();
        return plan(difference.resource().id(), uuid, difference.changes(), parts, reachesMachines);
    }

    /** What waits for approval, for the message. */
    static Finding approvalRequired(String id, AdoptionPlan adoption) {
        String shown = String.join(
                ", ",
                adoption.changes().stream().limit(SHOWN).map(Adoptions::line).toList());
        String more = adoption.changes().size() > SHOWN
                ? " and " + (adoption.changes().size() - SHOWN) + " more"
                : "";
        String changes = adoption.changes().isEmpty() ? "change its machines" : "change " + shown + more;
        return new Finding(
                Reason.APPROVAL_REQUIRED,
                "claiming " + id + " in Omni would " + changes + "; " + Tokens.howToApprove(adoption.token())
                        + ", or change the spec to what Omni has");
    }

    private static AdoptionPlan plan(
            String id, Optional<String> uuid, List<FieldChange> changes, List<String> parts, boolean needsApproval) {
        List<String> lines = new ArrayList<>(Stream.concat(changes.stream().map(Adoptions::line), parts.stream())
                .sorted()
                .toList());
        lines.addFirst(id + " " + uuid.orElse(""));
        String digest = Tokens.digest(lines);
        return new AdoptionPlan(digest, Tokens.adoption(id, digest), changes, needsApproval);
    }

    private static String line(FieldChange change) {
        return change.path() + " from " + change.from().orElse("nothing") + " to "
                + change.to().orElse("nothing");
    }
}
