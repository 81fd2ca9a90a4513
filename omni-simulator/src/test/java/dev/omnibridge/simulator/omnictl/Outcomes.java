package dev.omnibridge.simulator.omnictl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.cosi.ListResponse;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.management.KubeconfigResponse;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksResponse;
import dev.omnibridge.omni.proto.management.ListServiceAccountsResponse;
import dev.omnibridge.omni.proto.management.ListUsersResponse;
import dev.omnibridge.omni.proto.management.TalosconfigResponse;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.omnictl.Transcript.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is so after a command, besides the endings of its calls: what a person who typed it expects to see or to have done. */
final class Outcomes {

    private static final String WORKER = "320d1f91-577d-304b-88c7-934a793765a0";
    private static final String LOCKED = "omni.sidero.dev/locked";
    private static final String CLUSTER_LOCKED = "omni.sidero.dev/cluster-locked";

    private final OmniSimulator omni;

    Outcomes(OmniSimulator omni) {
        this.omni = omni;
    }

    void check(Command command, List<Message> answers) {
        switch (command.line()) {
            case "get machinestatus", "get machinestatus -l omni.sidero.dev/arch=amd64,!omni.sidero.dev/cluster" ->
                assertThat(listed(answers, "MachineStatuses"))
                        .hasSize(6)
                        .allSatisfy(resource ->
                                assertThat(resource.getSpec().getYamlSpec()).startsWith("talosversion: v1.13.8\n"));
            case "cluster template sync -f demo.yaml -v" -> {
                assertThat(omni.store().list(ResourceTypes.MACHINE_SETS)).hasSize(2);
                assertThat(omni.store().list(ResourceTypes.MACHINE_SET_NODES)).hasSize(3);
                assertThat(omni.store().list(ResourceTypes.CONFIG_PATCHES)).hasSize(2);
            }
            case "cluster template sync -f demo.yaml", "cluster template export -c demo" ->
                assertThat(listed(answers, "MachineSetNodes")).hasSize(3);
            case "kubeconfig -c demo k1" ->
                assertThat(kubeconfig(answers)).contains("oidc-login", "--oidc-extra-scope=cluster:demo");
            case "kubeconfig -c demo --service-account --user me k2" ->
                assertThat(kubeconfig(answers)).contains("current-context: omni-simulator-demo-me", "token: ");
            case "talosconfig t1" -> assertThat(talosconfig(answers)).startsWith("context: omni-simulator\n");
            case "talosconfig -c demo t2" -> assertThat(talosconfig(answers)).contains("cluster: demo\n");
            case "cluster lock demo" -> assertThat(isLocked()).isTrue();
            case "cluster unlock demo" -> assertThat(isLocked()).isFalse();
            case "cluster machine unlock " + WORKER ->
                assertThat(isLocked(WORKER)).isFalse();
            case "cluster kubernetes upgrade-pre-checks demo --to 1.36.3" ->
                assertThat(last(answers, KubernetesUpgradePreChecksResponse.class)
                                .getOk())
                        .isTrue();
            case "serviceaccount list" -> checkAccounts(last(answers, ListServiceAccountsResponse.class));
            case "user list" ->
                assertThat(last(answers, ListUsersResponse.class).getUsers(0).getRole())
                        .isEqualTo("Reader");
            case "user delete a@example.org", "serviceaccount destroy bot" ->
                assertThat(omni.accounts().contains("bot")).isFalse();
            case "delete machineclass big" ->
                assertThat(omni.store().list(ResourceTypes.MACHINE_CLASSES)).isEmpty();
            case "cluster template sync -f smaller.yaml" ->
                assertThat(omni.store().list(ResourceTypes.MACHINE_SET_NODES)).hasSize(2);
            case "cluster machine delete " + WORKER ->
                assertThat(omni.store().get(ResourceTypes.CLUSTER_MACHINES, WORKER))
                        .isEmpty();
            case "cluster template delete -f smaller.yaml" ->
                assertThat(omni.store().list(ResourceTypes.CLUSTERS)).isEmpty();
            default -> {}
        }
    }

    private static void checkAccounts(ListServiceAccountsResponse accounts) {
        assertThat(accounts.getServiceAccountsList())
                .extracting(
                        account -> account.getName() + " " + account.getRole() + " " + account.getPgpPublicKeysCount())
                .containsExactly("bot Admin 2", "omnibridge Admin 1");
        assertThat(accounts.getServiceAccounts(1).getPgpPublicKeys(0).hasLastUsed())
                .isTrue();
    }

    private boolean isLocked() {
        return omni.store().require(ResourceTypes.CLUSTERS, "demo").hasAnnotation(CLUSTER_LOCKED);
    }

    private boolean isLocked(String machine) {
        return omni.store().require(ResourceTypes.MACHINE_SET_NODES, machine).hasAnnotation(LOCKED);
    }

    private static String kubeconfig(List<Message> answers) {
        return last(answers, KubeconfigResponse.class).getKubeconfig().toString(StandardCharsets.UTF_8);
    }

    private static String talosconfig(List<Message> answers) {
        return last(answers, TalosconfigResponse.class).getTalosconfig().toString(StandardCharsets.UTF_8);
    }

    private static <A extends Message> A last(List<Message> answers, Class<A> type) {
        return type.cast(answers.getLast());
    }

    private static List<Resource> listed(List<Message> answers, String plural) {
        return answers.stream()
                .filter(ListResponse.class::isInstance)
                .map(answer -> ((ListResponse) answer).getResource())
                .filter(resource -> resource.getMetadata().getType().startsWith(plural + "."))
                .toList();
    }
}
