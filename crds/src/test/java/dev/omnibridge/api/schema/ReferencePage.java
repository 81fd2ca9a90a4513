package dev.omnibridge.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** The reference page of a kind, in Markdown, made from its CRD alone. */
final class ReferencePage {
    private final StringBuilder page = new StringBuilder();
    private final JsonNode crd;

    private ReferencePage(JsonNode crd) {
        this.crd = crd;
    }

    static String of(JsonNode crd) {
        return new ReferencePage(crd).write();
    }

    private String write() {
        JsonNode names = crd.at("/spec/names");
        line("<!-- Written from the CRD by: mvn -pl crds -am verify -Dcrds.rewrite=true -->");
        line("# " + names.path("kind").asText());
        line("");
        line("For everybody who writes or reads these objects: every field, rule and column.");
        line("");
        line(crd.at("/spec/versions/0/schema/openAPIV3Schema/description").asText());
        line("");
        line("- API: `omnibridge.dev/%s`, %s"
                .formatted(
                        crd.at("/spec/versions/0/name").asText(),
                        crd.at("/spec/scope").asText().equals("Cluster") ? "cluster-scoped" : "namespaced"));
        line("- `kubectl get %s`, or with all kinds of OmniBridge `kubectl get %s`"
                .formatted(
                        names.at("/shortNames/0").asText(),
                        names.at("/categories/0").asText()));
        spec();
        rules();
        status();
        commands();
        return page.toString();
    }

    private void spec() {
        heading("Spec");
        row("field", "type", "meaning", "when absent", "bounds");
        row("---", "---", "---", "---", "---");
        for (Field field : fields("spec.")) {
            row(
                    "`" + field.path().substring("spec.".length()) + "`",
                    field.type(),
                    field.meaning(),
                    field.required() ? "**required**" : field.whenAbsent(),
                    field.bounds());
        }
        line("");
        line("An absent field and an empty one are not the same. The API server never fills in a default: what holds"
                + " for an absent field is decided by the operator and shown in the status.");
    }

    private void rules() {
        heading("Rules");
        line(
                "The API server refuses what breaks one of these, with this message. Where it is an entry of a list or map, the"
                        + " message begins with it.");
        for (Rule rule : Rule.of(crd)) {
            line("");
            line("- " + rule.on() + ": **" + rule.message().replace("*", "\\*").replace("<", "&lt;") + "**");
            line("");
            line("  ```cel");
            line("  " + rule.expression());
            line("  ```");
        }
    }

    private void status() {
        heading("Status");
        row("field", "type", "meaning", "bounds");
        row("---", "---", "---", "---");
        for (Field field : fields("status.")) {
            row(
                    "`" + field.path().substring("status.".length()) + "`",
                    field.type(),
                    field.description(),
                    field.bounds());
        }
    }

    private void commands() {
        heading("Columns of kubectl get");
        row("column", "from", "shown");
        row("---", "---", "---");
        crd.at("/spec/versions/0/additionalPrinterColumns")
                .forEach(column -> row(
                        column.path("name").asText(),
                        "`" + column.path("jsonPath").asText() + "`",
                        column.path("priority").asInt() == 0 ? "always" : "with `-o wide`"));
        JsonNode selectable = crd.at("/spec/versions/0/selectableFields");
        if (!selectable.isMissingNode()) {
            heading("Field selectors");
            line("With `--field-selector`, from Kubernetes 1.31 on:");
            line("");
            selectable.forEach(
                    field -> line("- `" + field.path("jsonPath").asText().substring(1) + "`"));
        }
        JsonNode scale = crd.at("/spec/versions/0/subresources/scale");
        if (!scale.isMissingNode()) {
            heading("Scaling");
            line("`kubectl scale` and autoscalers change `%s` through `/scale` and read `%s`. An object without the"
                            .formatted(
                                    scale.path("specReplicasPath").asText().substring(1),
                                    scale.path("statusReplicasPath").asText().substring(1))
                    + " first can't be scaled.");
        }
    }

    private List<Field> fields(String prefix) {
        return Field.of(crd).stream()
                .filter(field -> field.path().startsWith(prefix))
                .toList();
    }

    private void heading(String text) {
        line("");
        line("## " + text);
        line("");
    }

    private void row(String... cells) {
        line(List.of(cells).stream()
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
