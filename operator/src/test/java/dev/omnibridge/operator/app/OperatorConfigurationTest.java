package dev.omnibridge.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorConfigurationTest {

    private static final Map<String, String> LEAST = Map.of("OMNIBRIDGE_INSTANCE", "prod");

    @TempDir
    private Path folder;

    @Test
    void onlyTheInstanceIsRequired() {
        OperatorConfiguration configuration = OperatorConfiguration.load(LEAST, Optional.empty());

        assertThat(configuration.instance()).isEqualTo("prod");
        assertThat(configuration.namespace()).isEqualTo("omnibridge");
        assertThat(configuration.servedNamespaces()).isEmpty();
        assertThat(configuration.allowsInsecureEndpoints()).isFalse();
        assertThat(configuration.electsLeader()).isTrue();
        assertThat(configuration.reconcileThreads()).isEqualTo(10);
        assertThat(configuration.healthPort()).isEqualTo(8081);
    }

    @Test
    void theInstanceHasNoDefault() {
        assertThatThrownBy(() -> OperatorConfiguration.load(Map.of(), Optional.empty()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContainingAll("instance is not set", "OMNIBRIDGE_INSTANCE");
    }

    @Test
    void theEnvironmentWinsOverTheFileAndTheFileOverTheDefault() throws IOException {
        Path file = write("""
                instance: from-file
                reconcile-threads: 4
                served-namespaces: team-a, team-b
                """);

        OperatorConfiguration configuration =
                OperatorConfiguration.load(Map.of("OMNIBRIDGE_RECONCILE_THREADS", "8"), Optional.of(file));

        assertThat(configuration.instance()).isEqualTo("from-file");
        assertThat(configuration.reconcileThreads()).isEqualTo(8);
        assertThat(configuration.servedNamespaces()).containsExactlyInAnyOrder("team-a", "team-b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OMNIBRIDGE_INSTANCE                 | Prod/1     | lower-case letters
            OMNIBRIDGE_NAMESPACE                | a b        | the name of a namespace
            OMNIBRIDGE_SERVED_NAMESPACES        | a,,b       | separated by commas
            OMNIBRIDGE_ALLOW_INSECURE_ENDPOINTS | yes        | true or false
            OMNIBRIDGE_LEADER_ELECTION          | off        | true or false
            OMNIBRIDGE_LOG_FORMAT               | JSON       | text or json
            OMNIBRIDGE_RECONCILE_THREADS        | 0          | a number from 1 to 64
            OMNIBRIDGE_RECONCILE_THREADS        | many       | a number from 1 to 64
            OMNIBRIDGE_HEALTH_PORT              | 65536      | a number from 0 to 65535
            OMNIBRIDGE_TRACES_ENDPOINT          | collector  | off, or an http or https URL
            OMNIBRIDGE_TRACES_ENDPOINT          | grpc://a:1 | off, or an http or https URL
            OMNIBRIDGE_TRACES_ENDPOINT          | http://a#b | without user, query and fragment
            OMNIBRIDGE_TRACES_ENDPOINT          | http://a_b | off, or an http or https URL
            OMNIBRIDGE_TRACES_ENDPOINT          | http://a:0 | off, or an http or https URL
            OMNI_ENDPOINT                       | acme:443   | has no scheme
            """)
    void aWrongValueIsRefusedWithItsKeyTheValueAndWhatIsAllowed(String variable, String value, String allowed) {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put(variable, value);

        assertThatThrownBy(() -> OperatorConfiguration.load(variables, Optional.empty()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContainingAll(variable, value, allowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://collector:4318             | http://collector:4318/v1/traces
            https://traces.example.com/       | https://traces.example.com/v1/traces
            https://traces.example.com/tenant | https://traces.example.com/tenant
            """)
    void tracesGoToTheUsualPathUnlessOneIsNamed(String value, URI receiver) {
        Map<String, String> variables = new HashMap<>(LEAST);
        assertThat(OperatorConfiguration.load(variables, Optional.empty()).tracesEndpoint())
                .isEmpty();
        variables.put("OMNIBRIDGE_TRACES_ENDPOINT", value);

        assertThat(OperatorConfiguration.load(variables, Optional.empty()).tracesEndpoint())
                .contains(receiver);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:hush@collector:4318", "https://collector/v1/traces?key=hush"})
    @DisplayName("R35: a URL is refused without the secret in it being shown")
    void aRefusedUrlKeepsItsSecret(String value) {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put("OMNIBRIDGE_TRACES_ENDPOINT", value);

        assertThatThrownBy(() -> OperatorConfiguration.load(variables, Optional.empty()))
                .hasMessageContainingAll("OMNIBRIDGE_TRACES_ENDPOINT", "collector", "without user, query and fragment")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        Path file = write("""
                instanze: prod
                health-port: [1, 2]
                """);

        assertThatThrownBy(() ->
                        OperatorConfiguration.load(Map.of("OMNIBRIDGE_RECONCILE_THREADS", "0"), Optional.of(file)))
                .hasMessageContainingAll(
                        "\"instanze\"",
                        "there are instance, namespace",
                        "health-port",
                        "OMNIBRIDGE_RECONCILE_THREADS",
                        "instance is not set");
    }

    @Test
    void aFileThatIsMissingOrNoYamlIsNamed() throws IOException {
        assertThatThrownBy(() -> OperatorConfiguration.load(LEAST, Optional.of(folder.resolve("none.yaml"))))
                .hasMessageContainingAll("none.yaml", "can't be read");
        Path broken = write("a: [");
        assertThatThrownBy(() -> OperatorConfiguration.load(LEAST, Optional.of(broken)))
                .hasMessageContaining("is no YAML");
    }

    @Test
    @DisplayName("R35: the key of the environment is not in the configuration's text")
    void theKeyIsNotShown() {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put("OMNI_ENDPOINT", "https://acme.omni.example.com");
        variables.put("OMNI_SERVICE_ACCOUNT_KEY", "very-secret");

        OperatorConfiguration configuration = OperatorConfiguration.load(variables, Optional.empty());

        assertThat(configuration.environment().isComplete()).isTrue();
        assertThat(configuration.toString()).doesNotContain("very-secret");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), text);
    }
}
