package dev.omnibridge.simulator.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.AccessPolicyClusterGroup;
import dev.omnibridge.omni.proto.specs.AccessPolicyRule;
import dev.omnibridge.omni.proto.specs.AccessPolicySpec;
import dev.omnibridge.omni.proto.specs.AccessPolicyTest;
import dev.omnibridge.omni.proto.specs.AccessPolicyUserGroup;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.kind.AccessKinds;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessPolicyRulesTest {

    @Test
    void thereIsOnePolicyAndItHasAName() {
        assertThat(problems("other", AccessPolicySpec.newBuilder()))
                .containsExactly("access policy ID mismatch: expected \"access-policy\", got \"other\"");
        assertThat(problems(AccessPolicySpec.newBuilder())).isEmpty();
    }

    @Test
    void aMemberOfAGroupIsGivenInOneWay() {
        var users = AccessPolicyUserGroup.newBuilder()
                .addUsers(AccessPolicyUserGroup.User.getDefaultInstance())
                .addUsers(AccessPolicyUserGroup.User.newBuilder().setName("a").setMatch("["));
        var clusters = AccessPolicyClusterGroup.newBuilder()
                .addClusters(AccessPolicyClusterGroup.Cluster.getDefaultInstance());

        assertThat(problems(AccessPolicySpec.newBuilder()
                        .putUserGroups("u", users.build())
                        .putClusterGroups("c", clusters.build())))
                .containsExactly(
                        "access policy user group \"u\" contains an empty user",
                        "syntax error in pattern",
                        "access policy user group \"u\" contains a user with mutually exclusive fields set",
                        "access policy cluster group \"c\" contains an empty cluster");
    }

    @Test
    void onlyRolesOfUsersAreGiven() {
        assertThat(problems(AccessPolicySpec.newBuilder()
                        .addRules(AccessPolicyRule.newBuilder().setRole("Auditor"))
                        .addRules(AccessPolicyRule.newBuilder().setRole("King"))))
                .containsExactly(
                        "role \"Auditor\" cannot be assigned by an access policy", "unknown role to parse: \"King\"");
    }

    @Test
    void aPolicyHasToPassItsOwnTests() {
        AccessPolicySpec.Builder policy = AccessPolicySpec.newBuilder()
                .addRules(AccessPolicyRule.newBuilder()
                        .addUsers("ann")
                        .addClusters("a")
                        .setRole("Reader"));
        AccessPolicyTest.Builder test = AccessPolicyTest.newBuilder()
                .setName("t")
                .setUser(AccessPolicyTest.User.newBuilder().setName("ann"))
                .setCluster(AccessPolicyTest.Cluster.newBuilder().setName("a"));

        assertThat(problems(policy.clone()
                        .addTests(test.clone()
                                .setExpected(
                                        AccessPolicyTest.Expected.newBuilder().setRole("Reader")))))
                .isEmpty();
        assertThat(problems(policy.clone()
                        .addTests(test.clone()
                                .setExpected(
                                        AccessPolicyTest.Expected.newBuilder().setRole("Admin")))))
                .containsExactly("access policy test \"t\" failed: role mismatch: expected \"Admin\", got \"Reader\"");
        assertThat(problems(policy.clone().addTests(AccessPolicyTest.getDefaultInstance())))
                .containsExactly(
                        "invalid test: name is empty",
                        "invalid test \"\": cluster name is empty",
                        "invalid test \"\": user name is empty");
    }

    private static List<String> problems(AccessPolicySpec.Builder policy) {
        return problems(AccessKinds.POLICY, policy);
    }

    private static List<String> problems(String id, AccessPolicySpec.Builder policy) {
        return new AccessPolicyRules().onCreate(Resource.of(AccessKinds.ACCESS_POLICIES, id, policy.build()));
    }
}
