package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.KubernetesHealthCheckSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rules of Kubernetes health checks (resources.md 14); of the job only its presence is looked at. */
final class HealthCheckRules implements Rules<KubernetesHealthCheckSpec> {

    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final int SHORTEST_INTERVAL_SECONDS = 5;

    @Override
    public ResourceType<KubernetesHealthCheckSpec> type() {
        return ResourceTypes.KUBERNETES_HEALTH_CHECKS;
    }

    @Override
    public List<String> onCreate(Resource<KubernetesHealthCheckSpec> next) {
        List<String> problems = new ArrayList<>(LabelRules.missing(next, OmniKeys.CLUSTER));
        if (next.spec().getJob().isBlank()) {
            problems.add("healthcheck job manifest must be set");
        }
        String job = "omni-healthcheck-" + next.id();
        if (!SUBDOMAIN.matcher(job).matches()) {
            problems.add("healthcheck job name \"" + job + "\" must be a DNS-1123 subdomain");
        }
        long seconds = next.spec().getInterval().getSeconds();
        if (next.spec().hasInterval() && seconds != 0 && seconds < SHORTEST_INTERVAL_SECONDS) {
            problems.add("healthcheck interval must be at least 5s, actual "
                    + GoDuration.of(next.spec().getInterval()));
        }
        return problems;
    }

    @Override
    public List<String> onUpdate(Resource<KubernetesHealthCheckSpec> old, Resource<KubernetesHealthCheckSpec> next) {
        return onCreate(next);
    }
}
