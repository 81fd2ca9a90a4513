package dev.omnibridge.operator.leadership;

import static java.util.stream.Collectors.joining;

import dev.omnibridge.operator.access.RbacManifests;
import dev.omnibridge.operator.access.Right;
import dev.omnibridge.operator.access.Rights;
import dev.omnibridge.operator.access.ServerWords;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.Stream;

/** Whether this process may take part in leader election, and what is missing if not. */
final class LeaseRights {

    private LeaseRights() {}

    /**
     * Makes sure of the rights.
     *
     * @param namespace the operator's own
     * @throws ElectionException if one is missing, with the rules to add, or if the API server does not say
     */
    static void require(KubernetesClient client, String namespace) {
        List<String> missing = missing(client, namespace);
        if (!missing.isEmpty()) {
            throw new ElectionException(
                    "leader election needs a Lease, and this operator lacks the right to %s it in namespace %s. Add to its Role there:%n%sor set leader-election to false where never two processes of it run"
                            .formatted(
                                    String.join(" and ", missing),
                                    namespace,
                                    Rights.LEADER_ELECTION.stream()
                                            .map(RbacManifests::rule)
                                            .collect(joining())));
        }
    }

    private static List<String> missing(KubernetesClient client, String namespace) {
        try {
            return Rights.LEADER_ELECTION.stream()
                    .flatMap(right -> right.verbs().stream().filter(verb -> !isAllowed(client, namespace, right, verb)))
                    .toList();
        } catch (KubernetesClientException e) {
            throw new ElectionException("leader election can't begin at %s: %s"
                    .formatted(client.getConfiguration().getMasterUrl(), ServerWords.of(e)));
        }
    }

    private static boolean isAllowed(KubernetesClient client, String namespace, Right right, String verb) {
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withGroup(right.apiGroup())
                .withResource(right.resources().getFirst())
                .withName(Stream.concat(right.resourceNames().stream(), Stream.of(""))
                        .findFirst()
                        .orElseThrow())
                .withNamespace(namespace)
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build();
        return client.resource(question).create().getStatus().getAllowed();
    }
}
