package dev.omnibridge.simulator.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.omni.proto.specs.KubernetesHealthCheckSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules of Kubernetes health checks (resources.md 14). Of the job only the uppermost fields are looked at; only the first problem is told. */
final class HealthCheckRules implements Rules<KubernetesHealthCheckSpec> {

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final int LONGEST_NAME = 253;
    private static final int SHORTEST_INTERVAL_SECONDS = 5;
    private static final Map<String, String> PARTS =
            Map.of("metadata", "v1.ObjectMeta", "spec", "v1.JobSpec", "status", "v1.JobStatus");

    @Override
    public ResourceType<KubernetesHealthCheckSpec> type() {
        return ResourceTypes.KUBERNETES_HEALTH_CHECKS;
    }

    @Override
    public List<String> onCreate(Resource<KubernetesHealthCheckSpec> next) {
        return problem(next).map(List::of).orElse(List.of());
    }

    @Override
    public List<String> onUpdate(Resource<KubernetesHealthCheckSpec> old, Resource<KubernetesHealthCheckSpec> next) {
        return onCreate(next);
    }

    private static Optional<String> problem(Resource<KubernetesHealthCheckSpec> next) {
        if (next.spec().getJob().isEmpty()) {
            return Optional.of("healthcheck job manifest must be set");
        }
        String runner = "omni-healthcheck-" + next.id();
        return name(runner)
                .map(problem -> "healthcheck ID " + GoText.quoted(next.id())
                        + " cannot be used to build the runner name " + GoText.quoted(runner) + ": " + problem)
                .or(() -> job(next.spec().getJob()).map(problem -> "healthcheck job manifest is invalid: " + problem))
                .or(() -> interval(next.spec().getInterval().getSeconds()));
    }

    private static Optional<String> name(String runner) {
        if (runner.length() > LONGEST_NAME) {
            return Optional.of("must be no more than " + LONGEST_NAME + " characters");
        }
        return SUBDOMAIN.matcher(runner).matches()
                ? Optional.empty()
                : Optional.of("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-'"
                        + " or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
                        + " used for validation is '" + SUBDOMAIN + "')");
    }

    private static Optional<String> job(String text) {
        try {
            return KubernetesYaml.documents(text).stream()
                    .findFirst()
                    .flatMap(HealthCheckRules::job)
                    .map(problem -> "failed to unmarshal healthcheck job manifest: " + problem);
        } catch (IllegalArgumentException e) {
            return Optional.of("failed to convert healthcheck job manifest to JSON: " + e.getMessage());
        }
    }

    private static Optional<String> job(JsonNode document) {
        if (!document.isObject()) {
            return Optional.of(KubernetesYaml.mismatch(document, "value of type v1.Job"));
        }
        return document.properties().stream()
                .filter(field -> PARTS.containsKey(field.getKey()))
                .filter(field ->
                        !field.getValue().isObject() && !field.getValue().isNull())
                .map(field -> KubernetesYaml.mismatch(
                        field.getValue(),
                        "struct field Job." + field.getKey() + " of type " + PARTS.get(field.getKey())))
                .findFirst();
    }

    private static Optional<String> interval(long seconds) {
        return seconds > 0 && seconds < SHORTEST_INTERVAL_SECONDS
                ? Optional.of("healthcheck interval must be at least " + SHORTEST_INTERVAL_SECONDS + "s")
                : Optional.empty();
    }
}
