package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.operator.leadership.Leadership;
import dev.omnibridge.operator.reconcile.StatusWriter;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Optional;

/**
 * Writes status by server-side apply of a slim object: identity and status, nothing else. Sending the whole object would make us co-own the
 * user's labels, annotations and finalizers, and an apply from Git would then conflict (josdk-adapter 3).
 */
public final class StatusApply implements StatusWriter {

    /** Field manager of everything the operator applies. */
    public static final String FIELD_MANAGER = "omnibridge";

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FIELD_MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final Leadership leadership;

    /** @param leadership without it nothing is sent: a late status could stand although the leader sees no reason to write another */
    public StatusApply(KubernetesClient client, Leadership leadership) {
        this.client = client;
        this.leadership = leadership;
    }

    @Override
    public <S, T extends CustomResource<?, S>> Optional<String> write(T object, S status) {
        ObjectMeta metadata = object.getMetadata();
        GenericKubernetesResource slim = new GenericKubernetesResource();
        slim.setApiVersion(object.getApiVersion());
        slim.setKind(object.getKind());
        slim.setMetadata(new ObjectMetaBuilder()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .build());
        slim.setAdditionalProperty("status", status);
        ResourceDefinitionContext kind = ResourceDefinitionContext.fromResourceType(object.getClass());
        Resource<GenericKubernetesResource> target = metadata.getNamespace() == null
                ? client.genericKubernetesResources(kind).resource(slim)
                : client.genericKubernetesResources(kind)
                        .inNamespace(metadata.getNamespace())
                        .resource(slim);
        leadership.require();
        try {
            GenericKubernetesResource written = target.subresource("status").patch(APPLY, slim);
            return Optional.of(written.getMetadata().getResourceVersion());
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404 || e.getCode() == 409) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
