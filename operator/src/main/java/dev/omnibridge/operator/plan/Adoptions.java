package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans for claiming something that exists.
 *
 * @param difference between the spec and what is in Omni
 * @param uuid of the cluster; another incarnation under the same name is another plan
 * @param parts further writes that belong to it: nodes that would come or go
 * @param foreign what is in it without a counterpart here
 */
record Adoptions<S extends Message>(
        Difference<S> difference, Optional<String> uuid, List<Operation> parts, List<ForeignPart> foreign) {

    private static final int SHOWN = 5;
    /** How a resource as a whole is told in a value. */
    private static final Optional<String> THERE = Optional.of("there");

    /** Nobody's: claimed at once only if nothing at all would change. */
    AdoptionPlan ofUnclaimed() {
        return plan(!items().isEmpty(), Stream.empty());
    }

    /** Coming back: claimed at once if nothing is removed and no machine notices, that is if only labels and the like are set. */
    AdoptionPlan ofReturning() {
        boolean removes =
                difference.changes().stream().anyMatch(change -> change.cause() == FieldChange.Cause.REMOVED_FROM_SPEC);
        return plan(removes || difference.touchesMachines() || !parts.isEmpty(), Stream.empty());
    }

    /** Somebody else's: taken over only with the token that names this very claim, and with that of the plan if anything changes. */
    Ownership.TakeOver ofForeign(String what, String holder) {
        Resource<S> resource = difference.resource();
        String takeOver = Tokens.takeOver(resource.id(), Tokens.digest(identity(Claim.marks(resource))));
        AdoptionPlan plan = plan(!items().isEmpty(), Stream.of(takeOver));
        return new Ownership.TakeOver(
                plan,
                takeOver,
                new Finding(
                        Reason.OWNERSHIP_CONFLICT,
                        what + " is claimed by " + holder
                                + ", and nothing is written: delete this object (nothing in Omni is touched), have the claim released there, or take it over, which would "
                                + words(plan)
                                + ": " + Tokens.howToApprove(String.join(",", plan.tokens()))));
    }

    /** What waits for approval, for the message. */
    static Finding approvalRequired(String id, AdoptionPlan adoption, List<String> missing) {
        return new Finding(
                Reason.APPROVAL_REQUIRED,
                "claiming " + id + " in Omni would " + words(adoption) + "; "
                        + Tokens.howToApprove(String.join(",", missing))
                        + ", or change the spec to what Omni has");
    }

    private static String words(AdoptionPlan adoption) {
        if (adoption.items().isEmpty()) {
            return "change nothing but the claim";
        }
        String shown = String.join(
                ", ",
                adoption.items().stream().limit(SHOWN).map(Adoptions::line).toList());
        int more = adoption.items().size() - SHOWN;
        return "change " + shown + (more > 0 ? " and " + more + " more" : "");
    }

    private AdoptionPlan plan(boolean changesNeedApproval, Stream<String> before) {
        List<AdoptionPlan.Item> items = items();
        String digest = Tokens.digest(
                identity(items.stream().map(Adoptions::line).sorted().toList()));
        Stream<String> ofPlan = changesNeedApproval
                ? Stream.of(Tokens.adoption(difference.resource().id(), digest))
                : Stream.empty();
        return new AdoptionPlan(digest, Stream.concat(before, ofPlan).toList(), items, foreign);
    }

    /** A digest is of one incarnation of one resource. */
    private List<String> identity(List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        all.addFirst(difference.resource().id() + " " + uuid.orElse(""));
        return all;
    }

    private List<AdoptionPlan.Item> items() {
        String reference = difference.resource().reference();
        Stream<AdoptionPlan.Item> fields = difference.changes().stream()
                .map(change ->
                        new AdoptionPlan.Item(reference, Optional.of(change.path()), change.to(), change.from()));
        return Stream.concat(fields, parts.stream().map(Adoptions::item)).toList();
    }

    private static AdoptionPlan.Item item(Operation part) {
        boolean goes = part instanceof Operation.Teardown;
        return new AdoptionPlan.Item(
                part.resource().reference(),
                Optional.empty(),
                goes ? Optional.empty() : THERE,
                goes ? THERE : Optional.empty());
    }

    private static String line(AdoptionPlan.Item item) {
        return item.path().orElse(item.resource()) + " from " + item.found().orElse("nothing") + " to "
                + item.wanted().orElse("nothing");
    }
}
