package dev.omnibridge.simulator.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.simulator.catalog.OmniVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The check of a config patch's text, the same for stored patches and for {@code ValidateConfig} (resources.md 10): Talos must be able to load
 * it, and it must leave alone what Omni keeps in its own hands.
 */
public final class PatchCheck {

    /** What came of a check. */
    public sealed interface Verdict {

        /** Nothing speaks against it. */
        record Fine() implements Verdict {}

        /** Talos could not load it. */
        record Unreadable(String problem) implements Verdict {}

        /** It holds what a patch must not hold. */
        record Forbidden(List<String> problems) implements Verdict {}
    }

    private final OmniVersion version;

    /** The check as of a generation of Omni. */
    public PatchCheck(OmniVersion version) {
        this.version = version;
    }

    /** Checks a text. */
    public Verdict check(String text) {
        Optional<String> unreadable = PatchLoader.problem(text);
        if (unreadable.isPresent()) {
            return new Verdict.Unreadable(unreadable.get());
        }
        List<String> problems = new ArrayList<>();
        for (JsonNode document : KubernetesYaml.documents(text)) {
            if (!document.has("kind")) {
                problems.addAll(MainDocumentRules.problems(document, version));
            } else if (version.isAtLeast(OmniVersion.V1_10)) {
                problems.addAll(DocumentRules.problems(document));
            }
        }
        return problems.isEmpty() ? new Verdict.Fine() : new Verdict.Forbidden(List.copyOf(problems));
    }
}
