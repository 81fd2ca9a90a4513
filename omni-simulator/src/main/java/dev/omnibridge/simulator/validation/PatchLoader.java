package dev.omnibridge.simulator.validation;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Whether Talos can load a patch at all: YAML documents of kinds it knows, each at most once, some of them orders to delete. The first
 * problem ends it (probed against a real server).
 */
final class PatchLoader {

    private static final Set<String> HEADER = Set.of("version", "kind", "name");

    private final Set<List<String>> seen = new HashSet<>();
    private boolean isAnythingThere;

    private PatchLoader() {}

    /** What is wrong with a text, in the words of Talos' loader. */
    static Optional<String> problem(String text) {
        PatchLoader loader = new PatchLoader();
        try {
            for (Node document : new Yaml(new LoaderOptions()).composeAll(new StringReader(text))) {
                Optional<String> problem = loader.load(document);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        } catch (MarkedYAMLException e) {
            return Optional.of("decode error: " + reason(e));
        }
        return loader.isAnythingThere ? Optional.empty() : Optional.of("config not found");
    }

    private Optional<String> load(Node node) {
        int line = node.getStartMark().getLine() + 1;
        if (node.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        if (!(node instanceof MappingNode document)) {
            return Optional.of("expected a YAML document at line " + line);
        }
        if (isDeletion(document)) {
            isAnythingThere = true;
            return List.of("apiVersion", "kind").stream()
                    .filter(field -> TalosDocuments.value(document, field).isEmpty())
                    .findFirst()
                    .map(field -> "error processing patch delete statements at line " + line + ": missing " + field
                            + " in document for which $patch: delete is used");
        }
        MappingNode rest = withoutDeletions(document);
        if (rest.getValue().stream().allMatch(PatchLoader::isHeader)) {
            return Optional.empty();
        }
        isAnythingThere = true;
        String name = String.join(
                "/",
                TalosDocuments.value(document, "apiVersion").orElse(""),
                TalosDocuments.value(document, "kind").orElse("v1alpha1"),
                TalosDocuments.value(document, "name").orElse(""));
        if (!seen.add(List.of(name))) {
            return Optional.of("duplicate document " + name + " is not allowed (line " + line + ")");
        }
        return TalosDocuments.problem(rest)
                .map(problem -> "error decoding document " + name + " (line " + line + "): " + problem);
    }

    /** A document without the parts that are to be deleted; what gets empty by it goes too. */
    private MappingNode withoutDeletions(MappingNode mapping) {
        List<NodeTuple> fields = new ArrayList<>();
        for (NodeTuple field : mapping.getValue()) {
            Node value = field.getValueNode();
            if (value instanceof MappingNode inner && isDeletion(inner)) {
                isAnythingThere = true;
            } else if (value instanceof MappingNode inner && !inner.getValue().isEmpty()) {
                MappingNode rest = withoutDeletions(inner);
                if (!rest.getValue().isEmpty()) {
                    fields.add(new NodeTuple(field.getKeyNode(), rest));
                }
            } else if (value instanceof SequenceNode list
                    && list.getValue().stream().anyMatch(PatchLoader::isDeletion)) {
                isAnythingThere = true;
            } else {
                fields.add(field);
            }
        }
        return new MappingNode(
                mapping.getTag(), true, fields, mapping.getStartMark(), mapping.getEndMark(), mapping.getFlowStyle());
    }

    private static boolean isDeletion(Node node) {
        return node instanceof MappingNode mapping
                && TalosDocuments.value(mapping, "$patch").equals(Optional.of("delete"));
    }

    private static boolean isHeader(NodeTuple field) {
        return HEADER.contains(TalosDocuments.key(field)) && field.getValueNode() instanceof ScalarNode;
    }

    private static String reason(MarkedYAMLException e) {
        Mark mark = e.getProblemMark();
        boolean isAtEnd = e.getProblem().contains("<stream end>");
        // the end of a text without a last line break counts as the next line
        String place = isAtEnd
                ? "L" + (mark.getLine() + 2) + ".C1"
                : "L" + (mark.getLine() + 1) + ".C" + (mark.getColumn() + 1);
        String context = Optional.ofNullable(e.getContext())
                .map(text -> " (" + text + ")")
                .orElse("");
        String stage = context.contains("parsing") ? "parser" : "scanner";
        String problem = e.getProblem()
                .replaceFirst("values are not allowed here", "values are not allowed in this context")
                .replaceFirst(
                        "^found character .* that cannot start any token.*",
                        "found character that cannot start any token")
                .replaceFirst("^expected the node content.*", "did not find expected node content");
        return "go-yaml load error in " + stage + context + " at " + place + ": " + problem;
    }
}
