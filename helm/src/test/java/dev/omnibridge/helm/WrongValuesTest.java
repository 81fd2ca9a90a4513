package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong value is refused before anything is applied, with its key, what was found and what is allowed. */
class WrongValuesTest {
    private static final String LABEL =
            "lower-case letters, digits and dashes, at most 63 characters, beginning and ending with a letter or digit";

    @Test
    void withoutValuesBothThatAreRequiredAreAskedForAtOnce() {
        assertThat(problems("1.33.0", "{}"))
                .containsExactly(
                        "- instance is not set, and there is no default. It is the name of this operator and becomes part of"
                                + " every claim in Omni: keep it when the management cluster is rebuilt, and give no other"
                                + " operator of the same Omni account the same; allowed is " + LABEL,
                        "- servedNamespaces is empty; list the namespaces whose OmniClusters are worked on, as in"
                                + " {team-a,team-b}. {*} is all: the operator may then write Secrets in every namespace");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "instance: Prod_1 | instance is \"Prod_1\"; allowed is " + LABEL,
                "servedNamespaces: [\"*\", b] | servedNamespaces is [\"*\",\"b\"]; allowed is \"*\" alone, or names of namespaces",
                "servedNamespaces: [Team] | servedNamespaces has \"Team\"; allowed is " + LABEL
                        + "; or \"*\" alone for all namespaces",
                "reconcileThreads: 0 | reconcileThreads is 0; allowed is a number from 1 to 64",
                "reconcileThreads: 2000000 | reconcileThreads is 2000000; allowed is a number from 1 to 64",
                "connection: {endpoint: acme.omni.siderolabs.io} | connection.endpoint is \"acme.omni.siderolabs.io\"; allowed is"
                        + " a URL like https://acme.omni.siderolabs.io or https://omni.example.com:8443, without user, path or query",
                "connection: {endpoint: \"http://omni:8080\"} | connection.endpoint is \"http://omni:8080\", which is without TLS;"
                        + " allowed is https://, unless allowInsecureEndpoints is true",
                "connection: {managementPolicy: observe} | connection.managementPolicy is \"observe\"; allowed is Enforce,"
                        + " ApplyOnly or Observe",
                "connection: {name: EU} | connection.name is \"EU\"; allowed is lower-case letters, digits, '-' and '.',"
                        + " beginning and ending with a letter or digit",
                "connection: {secretRef: {name: \"\"}} | connection.secretRef.name is \"\"; allowed is lower-case letters, digits,"
                        + " '-' and '.', beginning and ending with a letter or digit",
                "connection: {secretRef: {key: a/b}} | connection.secretRef.key is \"a/b\"; allowed is letters, digits, '-', '_'"
                        + " and '.'",
                "connection: {caBundle: {secretKeyRef: {name: a, key: b}, configMapKeyRef: {name: a, key: b}}} |"
                        + " connection.caBundle has configMapKeyRef and secretKeyRef; allowed is one of them",
                "logFormat: xml | logFormat is \"xml\"; allowed is json or text",
                "traces: {endpoint: \"collector:4317\"} | traces.endpoint is \"collector:4317\"; allowed is an http or https URL"
                        + " without user, query and fragment, such as http://collector.observability:4318, or nothing",
                "traces: {endpoint: \"http://a:b@c/?d=e\"} | traces.endpoint is \"http:...c/...\"; allowed is an http or https URL"
                        + " without user, query and fragment, such as http://collector.observability:4318, or nothing",
                "networkPolicy: {traces: {ports: [70000]}} | networkPolicy.traces.ports has 70000; allowed is a number from 1 to"
                        + " 65535",
                "replicas: 6 | replicas is 6; allowed is a number from 0 to 5",
                "podLabels: {app.kubernetes.io/name: x} | podLabels has app.kubernetes.io/name; allowed is any other label, this"
                        + " one is how the Deployment finds its pods",
                "topologySpreadConstraints: [{topologyKey: a, labelSelector: {matchLabels: {a: b}}}] | topologySpreadConstraints"
                        + " has a labelSelector; allowed is none, the chart adds the one of its pods",
                "image: {repository: \"omnibridge@x\"} | image.repository is \"omnibridge@x\"; allowed is a repository without"
                        + " tag, as in registry.example.com/omnibridge",
                "image: {tag: 1.0 beta} | image.tag is \"1.0 beta\"; allowed is a tag, or nothing for the chart's appVersion",
                "image: {digest: 12ab} | image.digest is \"12ab\"; allowed is sha256: and 64 hexadecimal digits, or nothing",
                "image: {pullPolicy: always} | image.pullPolicy is \"always\"; allowed is Always, IfNotPresent, Never, or nothing"
                        + " for Kubernetes' default",
                "networkPolicy: {omni: {ports: [0]}} | networkPolicy.omni.ports has 0; allowed is a number from 1 to 65535",
                "networkPolicy: {apiServer: {cidrs: [kubernetes]}} | networkPolicy.apiServer.cidrs has \"kubernetes\"; allowed is"
                        + " a range like 203.0.113.0/24",
                "{networkPolicy: {enabled: true}, connection: {endpoint: \"https://omni:8443\"}} | networkPolicy.omni.ports is"
                        + " [443]; it has to hold 8443, the port of connection.endpoint",
                "serviceMonitor: {interval: often} | serviceMonitor.interval is \"often\"; allowed is a duration like 30s",
                "prometheusRule: {runbook: \"https://wiki/page#a\"} | prometheusRule.runbook is \"https://wiki/page#a\"; allowed is"
                        + " where a page is, without '#' and spaces",
            })
    void aWrongValueIsToldWithWhatIsAllowed(String values, String problem) {
        assertThat(problems("1.33.0", Case.SMALLEST.yaml(), values)).containsExactly("- " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "servedNamespace: [a] | - at '': additional properties 'servedNamespace' not allowed",
                "connection: {url: x} | - at '/connection': additional properties 'url' not allowed",
                "connection: null | - at '': missing property 'connection'",
                "servedNamespaces: team-a | - at '/servedNamespaces': got string, want array",
                "instance: 7 | - at '/instance': got number, want string",
                "networkPolicy: {enabled: yes please} | - at '/networkPolicy/enabled': got string, want boolean",
            })
    void anUnknownKeyAndAWrongTypeAreRefusedBeforeThat(String values, String problem) {
        assertThat(problems("1.33.0", Case.SMALLEST.yaml(), values)).containsExactly(problem);
    }

    @Test
    void whereTheApiServerHasNoAdmissionPoliciesTheyHaveToBeTurnedOff() {
        assertThat(problems("1.29.4", Case.SMALLEST.yaml()))
                .containsExactly(
                        "- admissionPolicies.enabled is true, but Kubernetes v1.29.4 has no such policies; allowed is false."
                                + " The operator then holds the deletion of a protected object by itself");
        assertThat(Chart.OPERATOR
                        .renderIn("a", "1.29.4", Case.SMALLEST.yaml(), "admissionPolicies: {enabled: false}")
                        .text())
                .doesNotContain("AdmissionPolicy");
    }

    @Test
    void anOlderKubernetesIsRefused() {
        assertThatThrownBy(() -> Chart.OPERATOR.renderIn("a", "1.28.9", Case.SMALLEST.yaml()))
                .hasMessageContaining(
                        "chart requires kubeVersion: >=1.29.0-0 which is incompatible with Kubernetes v1.28.9");
    }

    @Test
    void theDefinitionsHaveNoValues() {
        assertThatThrownBy(() -> Chart.DEFINITIONS.render("keep: false"))
                .hasMessageContaining("- at '': additional properties 'keep' not allowed");
    }

    private static List<String> problems(String kubernetes, String... values) {
        var refusal = catchThrowableOfType(
                IllegalStateException.class, () -> Chart.OPERATOR.renderIn("a", kubernetes, values));
        assertThat(refusal).isNotNull();
        return String.valueOf(refusal.getMessage())
                .lines()
                .filter(line -> line.startsWith("-"))
                .toList();
    }
}
