package dev.omnibridge.simulator.app;

import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.scenario.Scenario;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are one of a few words, with the words in the message where they are not. */
final class Choices {

    private Choices() {}

    private static <T> T choose(String word, Function<String, Optional<T>> choices, String all) {
        return choices.apply(word)
                .orElseThrow(() -> new TypeConversionException("\"%s\" is none of: %s".formatted(word, all)));
    }

    /** Of {@code --version}. */
    static final class OfVersion implements ITypeConverter<OmniVersion> {
        @Override
        public OmniVersion convert(String word) {
            return choose(word, OmniVersion::named, OmniVersion.titles());
        }
    }

    /** Of {@code --scenario}. */
    static final class OfScenario implements ITypeConverter<Scenario> {
        @Override
        public Scenario convert(String word) {
            return choose(word, Scenario::named, Scenario.titles());
        }
    }
}
