package dev.omnibridge.simulator.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.validation.PatchCheck.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patches, as a real Omni 1.10.4 took and refused them. */
class PatchCheckTest {

    private static final String MAIN = "error decoding document /v1alpha1/ (line 1): ";
    private static final String BUILT = MAIN + "error decoding  to *v1alpha1.Config: yaml: construct errors: ";

    private final PatchCheck patches = new PatchCheck(OmniVersion.V1_10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "machine: {}",
                "machine: null",
                "machine:\\n  sysctls:\\n    $patch: delete",
                "apiVersion: v1alpha1\\nkind: HostnameConfig\\n$patch: delete",
                "machine:\\n  network:\\n    hostname: x\\n---\\napiVersion: v1alpha1\\nkind: HostnameConfig\\nhostname: y",
                "---\\n---\\nmachine: &m\\n  sysctls: {a: b}"
            })
    void isFine(String text) {
        assertThat(check(text)).isEqualTo(new Verdict.Fine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "# only a comment", "{}", "null", "---\\n---", "version: v2", "kind: HostnameConfig"})
    void isNothing(String text) {
        assertThat(check(text)).isEqualTo(new Verdict.Unreadable("config not found"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "[]|expected a YAML document at line 1",
                "- op: add\\n  path: /machine/token|expected a YAML document at line 1",
                "a: b|" + MAIN + "missing kind",
                "apiVersion: v1alpha1|error decoding document v1alpha1/v1alpha1/ (line 1): unknown keys found during"
                        + " decoding:\\napiVersion: v1alpha1\\n",
                "machine:\\n  nope: 1|" + MAIN + "unknown keys found during decoding:\\nmachine:\\n    nope: 1\\n",
                "machine: x|" + BUILT + "line 1: cannot construct !!str `x` into v1alpha1.MachineConfig",
                "cluster: 5|" + BUILT + "line 1: cannot construct !!int `5` into v1alpha1.ClusterConfig",
                "debug: maybe|" + BUILT + "line 1: cannot construct !!str `maybe` into bool",
                "machine:\\n  sysctls:\\n    a: b\\n    a: c|" + BUILT
                        + "line 4: mapping key \"a\" already defined at line 3",
                "apiVersion: v1alpha1\\nkind: Nope|error decoding document v1alpha1/Nope/ (line 1): \"Nope\" \"v1alpha1\":"
                        + " not registered",
                "apiVersion: v2\\nkind: HostnameConfig\\nhostname: y|error decoding document v2/HostnameConfig/ (line 1):"
                        + " \"HostnameConfig\" \"v2\": not registered",
                "machine: {token: x}\\n---\\nmachine: {type: worker}|duplicate document /v1alpha1/ is not allowed (line 3)",
                "machine: {sysctls: {}}\\n$patch: delete|error processing patch delete statements at line 1: missing"
                        + " apiVersion in document for which $patch: delete is used",
                "machine:\\n\\ta: b|decode error: go-yaml load error in scanner (while scanning for the next token) at"
                        + " L2.C1: found character that cannot start any token",
                "machine: [|decode error: go-yaml load error in parser (while parsing a flow node) at L2.C1: did not find"
                        + " expected node content",
            })
    void isUnreadable(String text, String problem) {
        assertThat(check(text)).isEqualTo(new Verdict.Unreadable(problem.replace("\\n", "\n")));
    }

    @Test
    void everyForbiddenFieldOfEveryDocumentIsTold() {
        String text =
                "machine: {type: worker, token: x}\\n---\\napiVersion: v1alpha1\\nkind: KubeClusterConfig\\n---\\n"
                        + "apiVersion: v1alpha1\\nkind: KubeTalosAPIAccessConfig\\nallowedRoles: [os:admin]";

        assertThat(check(text))
                .isEqualTo(new Verdict.Forbidden(List.of(
                        "overriding \"machine.token\" is not allowed in the config patch",
                        "overriding \"machine.type\" is not allowed in the config patch",
                        "the \"KubeClusterConfig\" document is not allowed in the config patch",
                        "element \"os:admin\" is not allowed in field \"allowedRoles\"")));
    }

    private Verdict check(String text) {
        return patches.check(text.replace("\\n", "\n").replace("\\t", "\t"));
    }
}
