package dev.omnibridge.simulator.kind;

import dev.omnibridge.omni.proto.cosi.meta.ResourceDefinitionSpec;
import dev.omnibridge.omni.proto.cosi.meta.ResourceDefinitionSpec.Sensitivity;
import java.util.List;

/** A definition in the YAML of COSI's own kinds, which unlike all other specs has keys in camel case and names its type {@code type}. */
public final class DefinitionYaml {

    private DefinitionYaml() {}

    /** Renders a definition. */
    public static String of(ResourceDefinitionSpec spec) {
        StringBuilder yaml = new StringBuilder()
                .append("type: ")
                .append(spec.getResourceType())
                .append("\ndisplayType: ")
                .append(spec.getDisplayType())
                .append("\ndefaultNamespace: ")
                .append(spec.getDefaultNamespace())
                .append('\n');
        list(yaml, "aliases", spec.getAliasesList());
        list(yaml, "allAliases", spec.getAllAliasesList());
        list(
                yaml,
                "printColumns",
                spec.getPrintColumnsList().stream()
                        .map(column -> "name: " + column.getName() + "\n      jsonPath: '" + column.getJsonPath() + "'")
                        .toList());
        if (spec.getSensitivity() == Sensitivity.SENSITIVE) {
            yaml.append("sensitivity: sensitive\n");
        }
        return yaml.toString();
    }

    private static void list(StringBuilder yaml, String key, List<String> elements) {
        yaml.append(key).append(elements.isEmpty() ? ": []\n" : ":\n");
        elements.forEach(element -> yaml.append("    - ").append(element).append('\n'));
    }
}
