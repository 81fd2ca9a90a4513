package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.operator.reconcile.References.Content;
import dev.omnibridge.operator.reconcile.References.Reference;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and watches a Secret or ConfigMap by its name, and takes out its data. */
public final class ReferencedObject {

    private ReferencedObject() {}

    /** What is in it now. */
    public static Content get(KubernetesClient client, Reference reference) {
        return Optional.<HasMetadata>ofNullable(resource(client, reference).get())
                .map(ReferencedObject::content)
                .orElseGet(Content.Absent::new);
    }

    /** Watches with the field selector {@code metadata.name}, which is what a right on that name covers. */
    static Watch watch(KubernetesClient client, Reference reference, Watcher<HasMetadata> watcher) {
        return switch (reference.kind()) {
            case SECRET ->
                client.secrets()
                        .inNamespace(reference.namespace())
                        .withName(reference.name())
                        .watch(new Narrowed<Secret>(watcher));
            case CONFIG_MAP ->
                client.configMaps()
                        .inNamespace(reference.namespace())
                        .withName(reference.name())
                        .watch(new Narrowed<ConfigMap>(watcher));
        };
    }

    static Content content(HasMetadata object) {
        return switch (object) {
            case Secret secret -> new Content.Present(decoded(secret));
            case ConfigMap map ->
                new Content.Present(Optional.ofNullable(map.getData()).orElse(Map.of()));
            default -> throw new IllegalArgumentException("neither Secret nor ConfigMap: " + object.getKind());
        };
    }

    private static Resource<? extends HasMetadata> resource(KubernetesClient client, Reference reference) {
        return switch (reference.kind()) {
            case SECRET -> client.secrets().inNamespace(reference.namespace()).withName(reference.name());
            case CONFIG_MAP ->
                client.configMaps().inNamespace(reference.namespace()).withName(reference.name());
        };
    }

    private static Map<String, String> decoded(Secret secret) {
        Map<String, String> data = new HashMap<>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .forEach((key, value) ->
                        data.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return data;
    }

    /** A watcher of anything, as a watcher of one kind. */
    private record Narrowed<T extends HasMetadata>(Watcher<HasMetadata> watcher) implements Watcher<T> {

        @Override
        public void eventReceived(Action action, T object) {
            watcher.eventReceived(action, object);
        }

        @Override
        public void onClose(WatcherException cause) {
            watcher.onClose(cause);
        }
    }
}
