package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.operator.access.Right;
import dev.omnibridge.operator.access.Rights;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the chart's service account may do is what the operator needs, no more and no less, wherever it is installed. */
class RightsTest {
    private static final String NAMESPACE = "platform";
    private static final String EVERYWHERE = "";

    /** One thing that is allowed; no name is any name. */
    private record Grant(String namespace, String group, String resource, String name, String verb) {}

    @Test
    void inServedNamespacesTheRightsHoldThereAndNowhereElse() {
        assertThat(granted("[team-a, team-b]"))
                .containsExactlyInAnyOrderElementsOf(needed(List.of("team-a", "team-b")));
    }

    @Test
    void inAllNamespacesTheyHoldEverywhere() {
        assertThat(granted("[\"*\"]")).containsExactlyInAnyOrderElementsOf(needed(List.of(EVERYWHERE)));
    }

    private static List<Grant> needed(List<String> served) {
        return Rights.ALL.stream()
                .flatMap(right -> namespaces(right, served)
                        .flatMap(namespace -> grants(
                                namespace,
                                List.of(right.apiGroup()),
                                right.resources(),
                                right.resourceNames(),
                                right.verbs())))
                .distinct()
                .toList();
    }

    private static Stream<String> namespaces(Right right, List<String> served) {
        return switch (right.reach()) {
            case CLUSTER -> Stream.of(EVERYWHERE);
            case SERVED_NAMESPACES -> served.stream();
            case OWN_NAMESPACE -> Stream.of(NAMESPACE);
            case DEFAULT_NAMESPACE -> Stream.of("default");
        };
    }

    private static List<Grant> granted(String served) {
        var rendering = Chart.OPERATOR.renderIn(
                NAMESPACE, Chart.KUBERNETES, "{instance: a, servedNamespaces: %s}".formatted(served));
        Stream<Grant> everywhere = rendering
                .objects(ClusterRoleBinding.class)
                .flatMap(binding -> rules(rendering, EVERYWHERE, binding.getRoleRef(), binding.getSubjects()));
        Stream<Grant> somewhere = rendering
                .objects(RoleBinding.class)
                .flatMap(binding -> rules(
                        rendering, binding.getMetadata().getNamespace(), binding.getRoleRef(), binding.getSubjects()));
        return Stream.concat(everywhere, somewhere).distinct().toList();
    }

    private static Stream<Grant> rules(
            Rendering rendering, String namespace, RoleRef reference, List<Subject> subjects) {
        assertThat(subjects)
                .containsExactly(new SubjectBuilder()
                        .withKind("ServiceAccount")
                        .withName("omnibridge")
                        .withNamespace(NAMESPACE)
                        .build());
        List<PolicyRule> rules = reference.getKind().equals("ClusterRole")
                ? only(rendering
                                .objects(ClusterRole.class)
                                .filter(role -> role.getMetadata().getName().equals(reference.getName())))
                        .getRules()
                : only(rendering
                                .objects(Role.class)
                                .filter(role -> role.getMetadata().getName().equals(reference.getName()))
                                .filter(role ->
                                        role.getMetadata().getNamespace().equals(namespace)))
                        .getRules();
        return rules.stream()
                .flatMap(rule -> grants(
                        namespace, rule.getApiGroups(), rule.getResources(), rule.getResourceNames(), rule.getVerbs()));
    }

    private static <T> T only(Stream<T> roles) {
        List<T> found = roles.toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Stream<Grant> grants(
            String namespace, List<String> groups, List<String> resources, List<String> names, List<String> verbs) {
        List<String> each = names.isEmpty() ? List.of("") : names;
        return groups.stream()
                .flatMap(group -> resources.stream()
                        .flatMap(resource -> each.stream()
                                .flatMap(name -> verbs.stream()
                                        .map(verb -> new Grant(namespace, group, resource, name, verb)))));
    }
}
