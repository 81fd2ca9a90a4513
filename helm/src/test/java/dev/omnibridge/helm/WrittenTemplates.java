package dev.omnibridge.helm;

import dev.omnibridge.operator.access.RbacManifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Templates that say what {@code config/} or the operator's code says: written from there, never edited. */
final class WrittenTemplates {
    private static final Path CONFIG = Path.of("..", "config");

    private WrittenTemplates() {}

    /** File, relative to this module, and content. */
    static Map<Path, String> files() {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Path definition : yamls("crd/bases")) {
            files.put(
                    Chart.DEFINITIONS.path().resolve("templates").resolve(definition.getFileName()),
                    from("config/crd/bases") + kept(withoutHeader(escaped(Committed.read(definition)))));
        }
        Path templates = Chart.OPERATOR.path().resolve("templates");
        files.put(templates.resolve("admission.yaml"), admission());
        files.put(templates.resolve("rights.yaml"), rights());
        return files;
    }

    private static String admission() {
        String rules = yamls("admission").stream()
                .map(file -> "---\n" + labelled(escaped(Committed.read(file))))
                .collect(Collectors.joining());
        return from("config/admission") + "{{- if .Values.admissionPolicies.enabled }}\n" + rules + "{{- end }}\n";
    }

    private static String rights() {
        Map<String, String> manifests = RbacManifests.files();
        return from("the operator's list of rights (access.Rights)")
                + rights(manifests, "base/rights.yaml")
                + "{{- if has \"*\" .Values.servedNamespaces }}\n"
                + rights(manifests, "cluster/rights.yaml")
                + "{{- else }}\n{{- range $namespace := uniq .Values.servedNamespaces }}\n"
                + rights(manifests, "namespaced/rights.yaml")
                + "{{- end }}\n{{- end }}\n";
    }

    private static String rights(Map<String, String> manifests, String file) {
        String manifest = manifests.get(file);
        if (manifest == null) {
            throw new IllegalStateException("the operator writes no " + file + " any more, but " + manifests.keySet());
        }
        return labelled(withoutHeader(escaped(manifest)))
                .replace("namespace: omnibridge\n", "namespace: {{ $.Release.Namespace }}\n")
                .replace("namespace: served-namespace\n", "namespace: {{ $namespace }}\n");
    }

    private static String from(String source) {
        return "{{/* Written from " + source + "; a test compares. */ -}}\n";
    }

    /** What Helm would take for its own. */
    private static String escaped(String manifest) {
        return manifest.replace("{{", "{{ \"{{\" }}");
    }

    private static String withoutHeader(String manifest) {
        return manifest.lines().dropWhile(line -> line.startsWith("#")).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String labelled(String manifest) {
        return afterNames(manifest, "  labels:\n    {{- include \"omnibridge.labels\" $ | nindent 4 }}\n");
    }

    private static String kept(String manifest) {
        return afterNames(manifest, "  annotations:\n    helm.sh/resource-policy: keep\n");
    }

    /** Adds to the metadata of every object. */
    private static String afterNames(String manifest, String metadata) {
        return manifest.replaceAll(
                "(?m)^(metadata:\n  name: .*\n(?:  namespace: .*\n)?)", "$1" + metadata.replace("$", "\\$"));
    }

    private static List<Path> yamls(String folder) {
        try (Stream<Path> files = Files.list(CONFIG.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
