package dev.omnibridge.operator.machineclass;

import java.util.List;
import java.util.Map;

/**
 * What a machine class asks of a machine's labels: Omni's {@code match_labels}, where terms within an entry are joined by AND and the
 * entries by OR.
 */
public final class MachineClassSelector {

    private final List<List<LabelTerm>> alternatives;

    private MachineClassSelector(List<List<LabelTerm>> alternatives) {
        this.alternatives = alternatives;
    }

    /**
     * Reads the entries of {@code match_labels}.
     *
     * @throws SelectorSyntaxException if one of them is none of Omni's selectors
     */
    public static MachineClassSelector parse(List<String> matchLabels) {
        return new MachineClassSelector(
                matchLabels.stream().map(SelectorParser::parse).toList());
    }

    /** Whether a machine with these labels is selected; without any entry every machine is. */
    public boolean matches(Map<String, String> labels) {
        return alternatives.isEmpty()
                || alternatives.stream().anyMatch(terms -> terms.stream().allMatch(term -> term.matches(labels)));
    }
}
