package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.resource.Resource;
import java.util.ArrayList;
import java.util.List;

/** Labels that a kind needs and that never change. */
final class LabelRules {

    private LabelRules() {}

    /** Those of the labels that a resource lacks. */
    static List<String> missing(Resource<?> next, String... keys) {
        List<String> problems = new ArrayList<>();
        for (String key : keys) {
            if (!next.hasLabel(key)) {
                problems.add("label \"" + key + "\" does not exist");
            } else if (next.label(key).filter(String::isEmpty).isPresent()) {
                problems.add("label \"" + key + "\" has empty value");
            }
        }
        return problems;
    }

    /** Those of the labels that a change removes or sets to another value. */
    static List<String> changed(Resource<?> old, Resource<?> next, String... keys) {
        List<String> problems = new ArrayList<>(missing(next, keys));
        for (String key : keys) {
            String before = old.label(key).orElse("");
            String after = next.label(key).orElse("");
            if (!before.isEmpty() && !before.equals(after)) {
                problems.add("changing value of label \"" + key + "\" from \"" + before + "\" to \"" + after + "\"");
            }
        }
        return problems;
    }
}
