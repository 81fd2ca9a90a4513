package dev.omnibridge.simulator.access;

import dev.omnibridge.omni.proto.specs.AccessPolicyClusterGroup;
import dev.omnibridge.omni.proto.specs.AccessPolicyRule;
import dev.omnibridge.omni.proto.specs.AccessPolicySpec;
import dev.omnibridge.omni.proto.specs.AccessPolicyUserGroup;
import dev.omnibridge.simulator.allocation.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of an access policy: who is somebody else in which cluster (wire-protocol.md 7.2). */
public record AccessPolicy(AccessPolicySpec spec) {

    private static final String GROUP = "group/";
    private static final String EVERY = "*";

    /** How far a rule goes. */
    private enum Reach {
        NOT_THIS,
        THIS,
        EVERY;

        Reach or(Reach other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /**
     * What the policy gives in a cluster.
     *
     * @param identity of who asks, in full
     * @param labels of their identity
     * @throws IllegalArgumentException if a pattern, a selector or a role of the policy is none
     */
    public Grant grant(String cluster, String identity, Map<String, String> labels) {
        Role role = Role.NONE;
        List<String> groups = new ArrayList<>();
        boolean isForEveryCluster = false;
        for (AccessPolicyRule rule : spec.getRulesList()) {
            if (!namesUser(rule, identity, labels)) {
                continue;
            }
            Reach reach = reach(rule, cluster);
            if (reach == Reach.NOT_THIS) {
                continue;
            }
            isForEveryCluster |= reach == Reach.EVERY;
            role = higher(role, rule.getRole());
            groups.addAll(rule.getKubernetes().getImpersonate().getGroupsList());
        }
        return new Grant(role, groups, isForEveryCluster);
    }

    /**
     * Whether a name fits a pattern.
     *
     * @throws IllegalArgumentException if the pattern is none
     */
    public static boolean fits(String pattern, String name) {
        return NamePattern.parse(pattern).matches(name);
    }

    private static Role higher(Role known, String text) {
        if (text.isEmpty()) {
            return known;
        }
        Role role = Role.of(text).orElseThrow(() -> new IllegalArgumentException(Role.unknown(text)));
        return role.or(known);
    }

    private boolean namesUser(AccessPolicyRule rule, String identity, Map<String, String> labels) {
        for (String user : rule.getUsersList()) {
            if (user.equals(identity)) {
                return true;
            }
            if (user.startsWith(GROUP)
                    && spec
                            .getUserGroupsOrDefault(
                                    user.substring(GROUP.length()), AccessPolicyUserGroup.getDefaultInstance())
                            .getUsersList()
                            .stream()
                            .anyMatch(member -> isMember(member, identity, labels))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMember(AccessPolicyUserGroup.User user, String identity, Map<String, String> labels) {
        return (!user.getName().isEmpty() && user.getName().equals(identity))
                || (!user.getMatch().isEmpty() && fits(user.getMatch(), identity))
                || (user.getLabelSelectorsCount() > 0
                        && Selector.parse(String.join(",", user.getLabelSelectorsList()))
                                .matches(labels));
    }

    /** What follows the cluster's own name in a rule is not read any more. */
    private Reach reach(AccessPolicyRule rule, String cluster) {
        Reach reach = Reach.NOT_THIS;
        for (String name : rule.getClustersList()) {
            if (name.equals(cluster)) {
                return reach.or(Reach.THIS);
            }
            reach = reach.or(members(name).stream()
                    .map(member -> reach(member, cluster))
                    .filter(of -> of != Reach.NOT_THIS)
                    .findFirst()
                    .orElse(Reach.NOT_THIS));
        }
        return reach;
    }

    private static Reach reach(AccessPolicyClusterGroup.Cluster member, String cluster) {
        if (member.getMatch().equals(EVERY)) {
            return Reach.EVERY;
        }
        boolean isThis = (!member.getName().isEmpty() && member.getName().equals(cluster))
                || (!member.getMatch().isEmpty() && fits(member.getMatch(), cluster));
        return isThis ? Reach.THIS : Reach.NOT_THIS;
    }

    private List<AccessPolicyClusterGroup.Cluster> members(String name) {
        return name.startsWith(GROUP)
                ? spec.getClusterGroupsOrDefault(
                                name.substring(GROUP.length()), AccessPolicyClusterGroup.getDefaultInstance())
                        .getClustersList()
                : List.of();
    }
}
