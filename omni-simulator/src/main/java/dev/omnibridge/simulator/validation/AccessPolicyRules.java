package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.AccessPolicyClusterGroup;
import dev.omnibridge.omni.proto.specs.AccessPolicySpec;
import dev.omnibridge.omni.proto.specs.AccessPolicyTest;
import dev.omnibridge.omni.proto.specs.AccessPolicyUserGroup;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.access.AccessPolicy;
import dev.omnibridge.simulator.access.Grant;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.kind.AccessKinds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An access policy is well-formed, gives only roles that may be given, and passes the tests it carries. */
final class AccessPolicyRules implements Rules<AccessPolicySpec> {

    private static final Set<Role> ASSIGNABLE = EnumSet.of(Role.NONE, Role.READER, Role.OPERATOR, Role.ADMIN);

    @Override
    public ResourceType<AccessPolicySpec> type() {
        return AccessKinds.ACCESS_POLICIES;
    }

    @Override
    public List<String> onCreate(Resource<AccessPolicySpec> next) {
        List<String> problems = new ArrayList<>();
        if (!next.id().equals(AccessKinds.POLICY)) {
            problems.add("access policy ID mismatch: expected \"" + AccessKinds.POLICY + "\", got "
                    + GoText.quoted(next.id()));
        }
        AccessPolicySpec spec = next.spec();
        new TreeMap<>(spec.getUserGroupsMap())
                .forEach((name, group) -> group.getUsersList().forEach(user -> problems.addAll(user(name, user))));
        new TreeMap<>(spec.getClusterGroupsMap())
                .forEach((name, group) ->
                        group.getClustersList().forEach(cluster -> problems.addAll(cluster(name, cluster))));
        spec.getRulesList().stream()
                .map(rule -> rule.getRole())
                .filter(role -> !role.isEmpty())
                .forEach(role -> problems.addAll(role(role)));
        AccessPolicy policy = new AccessPolicy(spec);
        spec.getTestsList().forEach(test -> problems.addAll(test(policy, test)));
        return problems;
    }

    @Override
    public List<String> onUpdate(Resource<AccessPolicySpec> old, Resource<AccessPolicySpec> next) {
        return onCreate(next);
    }

    private static List<String> user(String group, AccessPolicyUserGroup.User user) {
        long set = Stream.of(!user.getName().isEmpty(), !user.getMatch().isEmpty(), user.getLabelSelectorsCount() > 0)
                .filter(isSet -> isSet)
                .count();
        return member("user", group, user.getMatch(), set);
    }

    private static List<String> cluster(String group, AccessPolicyClusterGroup.Cluster cluster) {
        long set = Stream.of(!cluster.getName().isEmpty(), !cluster.getMatch().isEmpty())
                .filter(isSet -> isSet)
                .count();
        return member("cluster", group, cluster.getMatch(), set);
    }

    private static List<String> member(String kind, String group, String pattern, long set) {
        List<String> problems = new ArrayList<>();
        try {
            AccessPolicy.fits(pattern, "");
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        String place = "access policy " + kind + " group " + GoText.quoted(group) + " contains ";
        if (set == 0) {
            problems.add(place + "an empty " + kind);
        } else if (set > 1) {
            problems.add(place + "a " + kind + " with mutually exclusive fields set");
        }
        return problems;
    }

    private static List<String> role(String text) {
        return Role.of(text)
                .map(role -> ASSIGNABLE.contains(role)
                        ? List.<String>of()
                        : List.of("role \"" + text + "\" cannot be assigned by an access policy"))
                .orElseGet(() -> List.of(Role.unknown(text)));
    }

    private static List<String> test(AccessPolicy policy, AccessPolicyTest test) {
        List<String> problems = new ArrayList<>();
        String name = test.getName();
        String cluster = test.getCluster().getName();
        String user = test.getUser().getName();
        if (name.isEmpty()) {
            problems.add("invalid test: name is empty");
        }
        // Omni names the test by what is missing here, and that is always empty
        if (cluster.isEmpty()) {
            problems.add("invalid test \"\": cluster name is empty");
        }
        if (user.isEmpty()) {
            problems.add("invalid test \"\": user name is empty");
        }
        try {
            problems.addAll(
                    outcome(test, policy.grant(cluster, user, test.getUser().getLabelsMap())));
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return problems;
    }

    private static List<String> outcome(AccessPolicyTest test, Grant grant) {
        List<String> problems = new ArrayList<>();
        String failed = "access policy test " + GoText.quoted(test.getName()) + " failed: ";
        List<String> expected = test.getExpected().getKubernetes().getImpersonate().getGroupsList().stream()
                .sorted()
                .toList();
        List<String> groups = grant.groups().stream().sorted().toList();
        if (!expected.equals(groups)) {
            problems.add(failed + "kubernetes impersonate groups mismatch: expected " + list(expected) + ", got "
                    + list(groups));
        }
        String role = test.getExpected().getRole();
        if (!role.isEmpty() && !role.equals(grant.role().text())) {
            problems.add(failed + "role mismatch: expected " + GoText.quoted(role) + ", got \""
                    + grant.role().text() + "\"");
        }
        return problems;
    }

    private static String list(List<String> texts) {
        return texts.stream().map(GoText::quoted).collect(Collectors.joining(" ", "[", "]"));
    }
}
