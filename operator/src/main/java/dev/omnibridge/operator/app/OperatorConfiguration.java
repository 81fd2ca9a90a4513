package dev.omnibridge.operator.app;

import dev.omnibridge.omni.transport.InvalidEndpointException;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.operator.connection.OperatorEnvironment;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator is told at its start; docs/reference/configuration.md describes each setting.
 *
 * @param instance name of this operator, part of every claim in Omni
 * @param namespace the operator's own namespace, where credentials are read
 * @param servedNamespaces namespaces whose objects are worked on; empty for all
 * @param allowsInsecureEndpoints whether endpoints without TLS may be used
 * @param electsLeader whether several processes of it agree which of them works
 * @param logFormat how the log is written
 * @param tracesEndpoint receiver of traces; empty for none
 * @param reconcileThreads how many objects are worked on at the same time
 * @param healthPort port of the health server; 0 for any free one
 * @param environment the account that {@code OMNI_ENDPOINT} and {@code OMNI_SERVICE_ACCOUNT_KEY} name
 */
public record OperatorConfiguration(
        String instance,
        String namespace,
        Set<String> servedNamespaces,
        boolean allowsInsecureEndpoints,
        boolean electsLeader,
        LogFormat logFormat,
        Optional<URI> tracesEndpoint,
        int reconcileThreads,
        int healthPort,
        OperatorEnvironment environment) {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final int MOST_THREADS = 64;
    private static final int HIGHEST_PORT = 65_535;

    public OperatorConfiguration {
        servedNamespaces = Set.copyOf(servedNamespaces);
    }

    /**
     * Reads the configuration: the environment over the file over the defaults.
     *
     * @param variables the environment
     * @param file YAML with one setting in each line
     * @throws InvalidConfigurationException if anything is wrong, with all that is
     */
    public static OperatorConfiguration load(Map<String, String> variables, Optional<Path> file) {
        ConfigurationValues values = new ConfigurationValues(variables, file);
        OperatorConfiguration configuration = new OperatorConfiguration(
                values.value(Setting.INSTANCE, OperatorConfiguration::label, ""),
                values.value(Setting.NAMESPACE, OperatorConfiguration::label, ""),
                values.value(Setting.SERVED_NAMESPACES, OperatorConfiguration::namespaces, Set.of()),
                values.value(Setting.ALLOW_INSECURE_ENDPOINTS, OperatorConfiguration::truth, false),
                values.value(Setting.LEADER_ELECTION, OperatorConfiguration::truth, true),
                values.value(Setting.LOG_FORMAT, LogFormat::of, LogFormat.TEXT),
                values.value(Setting.TRACES_ENDPOINT, OperatorConfiguration::receiver, Optional.empty()),
                values.value(Setting.RECONCILE_THREADS, number(1, MOST_THREADS), 1),
                values.value(Setting.HEALTH_PORT, number(0, HIGHEST_PORT), 0),
                new OperatorEnvironment(
                        nonEmpty(variables, OperatorEnvironment.ENDPOINT),
                        nonEmpty(variables, OperatorEnvironment.KEY)));
        configuration.environment().endpoint().ifPresent(url -> requireEndpoint(url, values));
        values.requireNoProblems();
        return configuration;
    }

    private static void requireEndpoint(String url, ConfigurationValues values) {
        try {
            OmniEndpoint.parse(url);
        } catch (InvalidEndpointException e) {
            values.problem("environment variable " + OperatorEnvironment.ENDPOINT + ": " + e.getMessage());
        }
    }

    private static Optional<String> nonEmpty(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    private static Optional<String> label(String text) {
        return Optional.of(text).filter(t -> LABEL.matcher(t).matches());
    }

    private static Optional<Set<String>> namespaces(String text) {
        if (text.strip().equals("*")) {
            return Optional.of(Set.of());
        }
        Set<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
        return names.stream().allMatch(name -> LABEL.matcher(name).matches()) ? Optional.of(names) : Optional.empty();
    }

    private static Optional<Optional<URI>> receiver(String text) {
        if (text.equals("off")) {
            return Optional.of(Optional.empty());
        }
        try {
            URI url = new URI(text).parseServerAuthority();
            boolean isAllowed = Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getPort() != 0
                    && url.getPort() <= HIGHEST_PORT
                    && Stream.of(url.getRawUserInfo(), url.getRawQuery(), url.getRawFragment())
                            .allMatch(Objects::isNull);
            return isAllowed
                    ? Optional.of(
                            Optional.of(Set.of("", "/").contains(url.getRawPath()) ? url.resolve("/v1/traces") : url))
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Function<String, Optional<Integer>> number(int least, int most) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                return number >= least && number <= most ? Optional.of(number) : Optional.empty();
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        };
    }
}
