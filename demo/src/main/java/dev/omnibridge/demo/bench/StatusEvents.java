package dev.omnibridge.demo.bench;

import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Tells when the status of a machine set became visible to a watch, on the clock of {@link System#nanoTime()}. */
final class StatusEvents implements ResourceEventHandler<OmniMachineSet>, AutoCloseable {
    private record Awaited(String name, Predicate<OmniMachineSet> isSo, CompletableFuture<Long> moment) {}

    private final List<Awaited> awaited = new CopyOnWriteArrayList<>();
    private final SharedIndexInformer<OmniMachineSet> informer;

    StatusEvents(KubernetesClient client, String namespace) {
        this.informer =
                client.resources(OmniMachineSet.class).inNamespace(namespace).inform(this);
    }

    /** The moment of the next event after which the set is as the predicate says. */
    CompletableFuture<Long> next(String name, Predicate<OmniMachineSet> isSo) {
        var moment = new CompletableFuture<Long>();
        awaited.add(new Awaited(name, isSo, moment));
        return moment;
    }

    @Override
    public void onUpdate(OmniMachineSet before, OmniMachineSet now) {
        long moment = System.nanoTime();
        for (Awaited one : awaited) {
            if (now.getMetadata().getName().equals(one.name()) && one.isSo().test(now)) {
                awaited.remove(one);
                one.moment().complete(moment);
            }
        }
    }

    @Override
    public void onAdd(OmniMachineSet object) {
        // only changes of sets that exist are measured
    }

    @Override
    public void onDelete(OmniMachineSet object, boolean isGuessed) {
        // only changes of sets that exist are measured
    }

    @Override
    public void close() {
        informer.stop();
    }
}
