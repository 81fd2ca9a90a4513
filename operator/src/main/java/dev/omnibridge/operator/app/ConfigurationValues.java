package dev.omnibridge.operator.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values from the environment, over those of a file, over the defaults. Collects what is wrong, so that all of it is told at once. */
final class ConfigurationValues {

    private final Map<String, String> environment;
    private final Map<String, String> file = new LinkedHashMap<>();
    private final Optional<Path> path;
    private final List<String> problems = new ArrayList<>();

    ConfigurationValues(Map<String, String> environment, Optional<Path> path) {
        this.environment = environment;
        this.path = path;
        path.ifPresent(this::read);
    }

    /**
     * A value in its type.
     *
     * @param read empty if the text is not allowed
     * @param instead stands in where there is a problem, which {@link #requireNoProblems} tells
     */
    <T> T value(Setting setting, Function<String, Optional<T>> read, T instead) {
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            problems.add(setting.key() + " is not set, and there is no default; set " + setting.variable() + " or "
                    + setting.key() + " in the configuration file to " + setting.allowed());
            return instead;
        }
        return read.apply(text.get()).orElseGet(() -> {
            problems.add(source(setting) + " is \"" + shown(text.get()) + "\"; allowed is " + setting.allowed());
            return instead;
        });
    }

    void problem(String text) {
        problems.add(text);
    }

    void requireNoProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }

    /** Users and queries of URLs may hold secrets. */
    private static String shown(String text) {
        return text.replaceAll("//[^/]*@", "//...@").replaceAll("[?].*", "?...");
    }

    private Optional<String> text(Setting setting) {
        return Optional.ofNullable(environment.get(setting.variable()))
                .or(() -> Optional.ofNullable(file.get(setting.key())))
                .or(setting::byDefault);
    }

    private String source(Setting setting) {
        return environment.containsKey(setting.variable())
                ? "environment variable " + setting.variable()
                : setting.key() + path.map(p -> " in " + p).orElse("");
    }

    private void read(Path from) {
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readString(from));
            if (root.isMissingNode() || root.isNull()) {
                return;
            }
            if (!root.isObject()) {
                problems.add(from + " is no list of settings; write one \"key: value\" in each line");
                return;
            }
            root.properties().forEach(entry -> take(from, entry.getKey(), entry.getValue()));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            problems.add(from + " is no YAML, see line " + line);
        } catch (IOException e) {
            problems.add(from + " can't be read: " + e.getClass().getSimpleName()
                    + "; check that the file exists and may be read");
        }
    }

    private void take(Path from, String key, JsonNode value) {
        if (Arrays.stream(Setting.values()).noneMatch(setting -> setting.key().equals(key))) {
            problems.add("\"" + key + "\" in " + from + " is no setting; there are "
                    + Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", ")));
        } else if (value.isValueNode() && !value.isNull()) {
            file.put(key, value.asText());
        } else {
            problems.add(key + " in " + from + " must be one value, in one line");
        }
    }
}
