package dev.omnibridge.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of a chart's values: keys, defaults, and the comments that stand before them. */
final class ValuesTable {
    static final String HEAD = "| value | default | meaning |\n|---|---|---|\n";

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):(.*)");
    private static final int INDENT = 2;

    private final JsonNode values;
    private final StringBuilder rows = new StringBuilder(HEAD);
    private final List<String> path = new ArrayList<>();
    private final List<String> comment = new ArrayList<>();

    /** How deep the value lies that has its row already; what is below is part of it. */
    private int told = Integer.MAX_VALUE;

    private ValuesTable(JsonNode values) {
        this.values = values;
    }

    /**
     * Markdown, one row for each value that can be set.
     *
     * @throws IllegalArgumentException if a value has no comment
     */
    static String of(String yaml) throws JsonProcessingException {
        var table = new ValuesTable(new YAMLMapper().readTree(yaml));
        yaml.lines().forEach(table::read);
        return table.rows.toString();
    }

    private void read(String line) {
        Matcher key = KEY.matcher(line);
        if (line.strip().startsWith("#")) {
            comment.add(line.strip().substring(1).strip());
        } else if (key.matches()) {
            read(key.group(1).length() / INDENT, key.group(2), !key.group(3).isBlank());
            comment.clear();
        } else {
            comment.clear();
        }
    }

    private void read(int depth, String name, boolean isLeaf) {
        path.subList(depth, path.size()).clear();
        path.add(name);
        if (depth > told) {
            return;
        }
        told = Integer.MAX_VALUE;
        String key = String.join(".", path);
        if (!comment.isEmpty()) {
            told = depth;
            JsonNode byDefault = values.at("/" + String.join("/", path));
            String text = byDefault.isTextual() ? byDefault.asText() : byDefault.toString();
            rows.append("| `%s` | %s | %s |\n"
                    .formatted(key, text.isEmpty() ? "" : "`" + text + "`", String.join(" ", comment)));
        } else if (isLeaf) {
            throw new IllegalArgumentException(key + " has no comment in values.yaml");
        }
    }
}
