package dev.omnibridge.simulator.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.omni.proto.specs.AccessPolicyClusterGroup;
import dev.omnibridge.omni.proto.specs.AccessPolicyRule;
import dev.omnibridge.omni.proto.specs.AccessPolicySpec;
import dev.omnibridge.omni.proto.specs.AccessPolicyUserGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {

    private static final String ANN = "ann@serviceaccount.omni.sidero.dev";

    @Test
    void theHighestRoleOfTheRulesThatFitCounts() {
        AccessPolicy policy = policy(rule("Reader", ANN, "a"), rule("Admin", ANN, "a"), rule("Operator", ANN, "a"));

        assertThat(policy.grant("a", ANN, Map.of()).role()).isEqualTo(Role.ADMIN);
        assertThat(policy.grant("b", ANN, Map.of()).role()).isEqualTo(Role.NONE);
        assertThat(policy.grant("a", "bob", Map.of()).role()).isEqualTo(Role.NONE);
    }

    @Test
    void groupsOfUsersAreNamedMatchedOrSelected() {
        AccessPolicySpec groups = AccessPolicySpec.newBuilder()
                .putUserGroups(
                        "team",
                        AccessPolicyUserGroup.newBuilder()
                                .addUsers(
                                        AccessPolicyUserGroup.User.newBuilder().setName("bob"))
                                .addUsers(
                                        AccessPolicyUserGroup.User.newBuilder().setMatch("*@serviceaccount.*"))
                                .addUsers(AccessPolicyUserGroup.User.newBuilder()
                                        .addLabelSelectors("team = a")
                                        .addLabelSelectors("admin"))
                                .build())
                .addRules(rule("Operator", "group/team", "c"))
                .build();
        AccessPolicy policy = new AccessPolicy(groups);

        assertThat(policy.grant("c", "bob", Map.of()).role()).isEqualTo(Role.OPERATOR);
        assertThat(policy.grant("c", ANN, Map.of()).role()).isEqualTo(Role.OPERATOR);
        assertThat(policy.grant("c", "eve", Map.of("team", "a", "admin", "")).role())
                .isEqualTo(Role.OPERATOR);
        assertThat(policy.grant("c", "eve", Map.of("team", "a")).role()).isEqualTo(Role.NONE);
    }

    @Test
    void onlyAGroupOfAllClustersIsForEveryCluster() {
        AccessPolicy every = new AccessPolicy(clusters("*").toBuilder()
                .addRules(rule("Reader", ANN, "group/some"))
                .build());
        AccessPolicy some = new AccessPolicy(clusters("team-*").toBuilder()
                .addRules(rule("Reader", ANN, "group/some"))
                .build());

        assertThat(every.grant("any", ANN, Map.of())).isEqualTo(new Grant(Role.READER, List.of(), true));
        assertThat(some.grant("team-a", ANN, Map.of())).isEqualTo(new Grant(Role.READER, List.of(), false));
        assertThat(some.grant("any", ANN, Map.of()).role()).isEqualTo(Role.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "demo, demo, true",
        "demo, demo2, false",
        "team-*, team-a, true",
        "team-*, team-a/b, false",
        "t?am, team, true",
        "[a-c]x, bx, true",
        "[^a-c]x, bx, false",
        "a.c, abc, false",
        "a\\*, a*, true",
        "a\\*, ab, false",
    })
    void patternsAreThoseOfShells(String pattern, String name, boolean fits) {
        assertThat(AccessPolicy.fits(pattern, name)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[a", "[]", "a\\"})
    void aPatternThatIsNoneIsTold(String pattern) {
        assertThatThrownBy(() -> AccessPolicy.fits(pattern, "a")).hasMessage("syntax error in pattern");
    }

    private static AccessPolicySpec clusters(String match) {
        return AccessPolicySpec.newBuilder()
                .putClusterGroups(
                        "some",
                        AccessPolicyClusterGroup.newBuilder()
                                .addClusters(AccessPolicyClusterGroup.Cluster.newBuilder()
                                        .setMatch(match))
                                .build())
                .build();
    }

    private static AccessPolicy policy(AccessPolicyRule... rules) {
        return new AccessPolicy(
                AccessPolicySpec.newBuilder().addAllRules(List.of(rules)).build());
    }

    private static AccessPolicyRule rule(String role, String user, String cluster) {
        return AccessPolicyRule.newBuilder()
                .setRole(role)
                .addUsers(user)
                .addClusters(cluster)
                .build();
    }
}
