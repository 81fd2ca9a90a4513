package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.operator.reconcile.LiveObjects;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Reads straight from the API server. */
public final class ApiServerObjects implements LiveObjects {

    private final KubernetesClient client;

    public ApiServerObjects(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public <T extends CustomResource<?, ?>> Optional<T> reread(T object) {
        return Optional.ofNullable(client.resource(object).get())
                .filter(live ->
                        live.getMetadata().getUid().equals(object.getMetadata().getUid()));
    }

    @Override
    public boolean isAbsent(CustomResource<?, ?> named) {
        return client.resource(named).get() == null;
    }

    @Override
    public boolean isCrdTerminating(Class<? extends CustomResource<?, ?>> kind) {
        CustomResourceDefinition crd = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(CustomResource.getCRDName(kind))
                .get();
        // a CRD that is gone while its objects are not is on its way out as well
        return crd == null || crd.getMetadata().getDeletionTimestamp() != null;
    }
}
