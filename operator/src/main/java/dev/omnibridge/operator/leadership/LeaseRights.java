package dev.omnibridge.operator.leadership;

import static java.util.stream.Collectors.joining;

import dev.omnibridge.operator.access.RbacManifests;
import dev.omnibridge.operator.access.Right;
import dev.omnibridge.operator.access.Rights;
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
     * @throws MissingRightException if one is missing; names it and the rules to add
     */
    static void require(KubernetesClient client, String namespace) {
        List<String> missing = Rights.LEADER_ELECTION.stream()
                .flatMap(right -> right.verbs().stream().filter(verb -> !isAllowed(client, namespace, right, verb)))
                .toList();
        if (!missing.isEmpty()) {
            throw new MissingRightException(
                    "leader election needs a Lease, and this operator lacks the right to %s it in namespace %s. Add to its Role there:%n%sor set leader-election to false where never two processes of it run"
                            .formatted(
                                    String.join(" and ", missing),
                                    namespace,
                                    Rights.LEADER_ELECTION.stream()
                                            .map(RbacManifests::rule)
                                            .collect(joining())));
        }
    }

    /** What the API server said, without what was sent. */
    static String words(KubernetesClientException failure) {
        if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
            return failure.getStatus().getMessage();
        }
        return failure.getCode() == 0
                ? "the API server does not answer"
                : "the API server answers " + failure.getCode();
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
