package dev.omnibridge.operator.release;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.access.ServerWords;
import dev.omnibridge.operator.kubernetes.FinalizerPatch;
import dev.omnibridge.operator.leadership.Leadership;
import dev.omnibridge.operator.reconcile.Finalizers;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes our finalizer off custom resources within a scope; the objects themselves stay, unless they were being deleted already. */
final class FinalizerRelease {

    private static final int ATTEMPTS = 5;

    private final KubernetesClient client;
    private final Finalizers finalizers;
    private final Scope scope;
    private final boolean isDryRun;

    FinalizerRelease(KubernetesClient client, Scope scope, boolean isDryRun) {
        this.client = client;
        this.finalizers = new FinalizerPatch(client, Leadership.ALONE);
        this.scope = scope;
        this.isDryRun = isDryRun;
    }

    List<Step> run() {
        // connections last: while an object is left, its connection is still in use
        return Stream.of(
                        all(OmniMachineSet.class).filter(scope::holds),
                        all(OmniCluster.class).filter(scope::holds),
                        all(OmniConnection.class).filter(scope::holds))
                .<HasMetadata>flatMap(objects -> objects)
                .filter(Finalizers::isOn)
                .map(this::remove)
                .toList();
    }

    private <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return client.resources(kind).inAnyNamespace().list().getItems().stream();
    }

    private Step remove(HasMetadata object) {
        String what = "finalizer of " + nameOf(object);
        if (isDryRun) {
            return new Step.GivenUp(what);
        }
        try {
            return remove(object, what);
        } catch (KubernetesClientException e) {
            return new Step.Kept(what, ServerWords.of(e));
        }
    }

    private Step remove(HasMetadata object, String what) {
        Optional<HasMetadata> now = Optional.of(object);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (now.isEmpty() || finalizers.remove(now.get()) == Finalizers.Result.DONE) {
                return new Step.GivenUp(what);
            }
            now = Optional.ofNullable(client.resource(object).get());
        }
        return new Step.Kept(what, "the object keeps changing: stop whatever writes it, and run this again");
    }

    private static String nameOf(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }
}
