package dev.omnibridge.operator.release;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.access.Rights;
import dev.omnibridge.operator.leadership.WorkingProcess;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gives up all that one operator holds: its claims in every account first, then its finalizers. Nothing is torn down, no field of Omni
 * and no custom resource is changed otherwise. As long as a claim is left, no finalizer goes, so that running it again finds everything.
 */
public final class Release {

    private static final String NAME_LABEL = "app.kubernetes.io/name";
    private static final String NAME = "omnibridge";
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /**
     * What is asked for.
     *
     * @param instance whose claims go
     * @param scope which custom resources are meant
     * @param operatorNamespace where the operator would run
     * @param isDryRun whether it is only told what would be given up
     * @param leavesWithoutOmni whether finalizers go although claims are left
     */
    public record Request(
            String instance, Scope scope, String operatorNamespace, boolean isDryRun, boolean leavesWithoutOmni) {}

    private final KubernetesClient client;
    private final Account.Opener accounts;

    /**
     * A release.
     *
     * @param client to the management cluster
     */
    public Release(KubernetesClient client, Account.Opener accounts) {
        this.client = client;
        this.accounts = accounts;
    }

    /** Carries it out, and tells of everything that was held. */
    public List<Step> run(Request request) {
        List<Step> running = runningOperators(request.operatorNamespace());
        if (!running.isEmpty()) {
            return running;
        }
        List<Step> steps = new ArrayList<>();
        client.resources(OmniConnection.class).list().getItems().stream()
                .filter(request.scope()::holds)
                .forEach(connection -> steps.addAll(claims(connection, request)));
        if (steps.stream().noneMatch(Step.Kept.class::isInstance) || request.leavesWithoutOmni()) {
            steps.addAll(new FinalizerRelease(client, request.scope(), request.isDryRun()).run());
        }
        return steps;
    }

    private List<Step> claims(OmniConnection connection, Request request) {
        String name = connection.getMetadata().getName();
        String what = "claims through OmniConnection " + name;
        try (Account account = accounts.open(connection)) {
            return new ClaimRelease(request.instance(), request.isDryRun(), name, account.state()).run();
        } catch (Account.UnreachableException e) {
            return List.of(new Step.Kept(what, String.valueOf(e.getMessage())));
        } catch (OmniException e) {
            return List.of(new Step.Kept(what, e.getMessage() + "; " + e.nextStep()));
        }
    }

    /**
     * A running operator would take back at once what is given up here. A pod counts also while it stands by, or takes no part in an election; the lease
     * shows also who works elsewhere.
     */
    private List<Step> runningOperators(String namespace) {
        List<Step> pods = client.pods().inNamespace(namespace).withLabel(NAME_LABEL, NAME).list().getItems().stream()
                .filter(pod -> !isEnded(pod))
                .map(pod -> running(
                        "runs as pod " + namespace + "/" + pod.getMetadata().getName()))
                .toList();
        return pods.isEmpty()
                ? WorkingProcess.find(client, namespace)
                        .map(holder -> running(
                                "works as %s and renews the Lease %s/%s".formatted(holder, namespace, Rights.LEASE)))
                        .stream()
                        .toList()
                : pods;
    }

    private static Step running(String where) {
        return new Step.Kept(
                "everything",
                "an operator " + where + ", and would claim again what is released: scale its Deployment to 0, or stop"
                        + " it where it runs outside of a cluster, wait until it has ended, and run this again");
    }

    private static boolean isEnded(Pod pod) {
        return pod.getStatus() != null
                && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
    }
}
