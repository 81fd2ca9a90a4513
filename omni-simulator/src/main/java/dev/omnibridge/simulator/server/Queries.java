package dev.omnibridge.simulator.server;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.omnibridge.omni.proto.cosi.IDQuery;
import dev.omnibridge.omni.proto.cosi.LabelQuery;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.state.Labels;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Label and id queries of a request as one condition on a resource (wire-protocol.md 5.7). */
final class Queries {

    private Queries() {}

    /** The condition; everything fits where a request asks for nothing. */
    static Predicate<Resource<?>> of(List<LabelQuery> labels, boolean hasIdQuery, IDQuery id) {
        List<Predicate<Map<String, String>>> alternatives = new ArrayList<>();
        for (LabelQuery query : labels) {
            Predicate<Map<String, String>> all = any -> true;
            for (LabelTerm term : query.getTermsList()) {
                all = all.and(term(term));
            }
            alternatives.add(all);
        }
        Predicate<String> ids = hasIdQuery ? regexp(id.getRegexp()) : any -> true;
        return resource -> ids.test(resource.id())
                && (alternatives.isEmpty() || alternatives.stream().anyMatch(fit -> fit.test(resource.labels())));
    }

    private static Predicate<Map<String, String>> term(LabelTerm term) {
        String key = term.getKey();
        boolean inverted = term.getInvert();
        return switch (term.getOp()) {
            case EXISTS -> labels -> labels.containsKey(key) != inverted;
            // an inversion of the deprecated operator is not looked at [live]
            case NOT_EXISTS -> labels -> !labels.containsKey(key);
            case EQUAL -> {
                String value = value(term);
                yield labels -> value.equals(labels.get(key)) != inverted;
            }
            case IN -> labels -> (labels.containsKey(key) && term.getValueList().contains(labels.get(key))) != inverted;
            case LT -> comparison(term, (label, bound) -> Optional.of(label.compareTo(bound)), false);
            case LTE -> comparison(term, (label, bound) -> Optional.of(label.compareTo(bound)), true);
            case LT_NUMERIC -> comparison(term, Labels::compareNumbers, false);
            case LTE_NUMERIC -> comparison(term, Labels::compareNumbers, true);
            case UNRECOGNIZED ->
                throw Refusal.of(Status.UNIMPLEMENTED, "unsupported label query operator: " + term.getOpValue());
        };
    }

    private interface Order {
        Optional<Integer> compare(String label, String bound);
    }

    private static Predicate<Map<String, String>> comparison(LabelTerm term, Order order, boolean orEqual) {
        String bound = value(term);
        // a missing label or one that is no number never fits, even inverted
        return labels -> Optional.ofNullable(labels.get(term.getKey()))
                .flatMap(label -> order.compare(label, bound))
                .map(found -> (orEqual ? found <= 0 : found < 0) != term.getInvert())
                .orElse(false);
    }

    private static String value(LabelTerm term) {
        if (term.getValueCount() == 0) {
            throw Refusal.panic("index out of range [0] with length 0");
        }
        return term.getValue(0);
    }

    private static Predicate<String> regexp(String regexp) {
        try {
            Pattern pattern = Pattern.compile(regexp);
            return id -> pattern.matcher(id).find();
        } catch (PatternSyntaxException e) {
            throw Refusal.invalid("failed to compile regexp: error parsing regexp: " + complaint(regexp, e));
        }
    }

    private static String complaint(String regexp, PatternSyntaxException e) {
        return switch (e.getDescription()) {
            // the two in which the library's port differs from the original
            case "regexp/syntax: internal error" -> "unexpected ): `" + regexp + "`";
            case "trailing backslash at end of expression" -> e.getDescription() + ": ``";
            default -> e.getDescription() + ": `" + e.getPattern() + "`";
        };
    }
}
