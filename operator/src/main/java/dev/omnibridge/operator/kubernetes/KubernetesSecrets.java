package dev.omnibridge.operator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.operator.kubeconfig.Kubeconfig;
import dev.omnibridge.operator.kubeconfig.SecretStore;
import dev.omnibridge.operator.kubeconfig.TargetSecret;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps kubeconfigs in Secrets with the rights to create, patch and delete them, and none to read them: what stands at a name is told by the metadata
 * that an empty, dry-run patch answers with.
 */
public final class KubernetesSecrets implements SecretStore {

    private final KubernetesClient client;
    private final SecretMetadata metadata;

    public KubernetesSecrets(KubernetesClient client) {
        this.client = client;
        this.metadata = new SecretMetadata(client);
    }

    @Override
    public Sight look(OmniCluster owner, String secretName) {
        Optional<JsonNode> found = metadata.of(owner.getMetadata().getNamespace(), secretName);
        return found.<Sight>map(
                        m -> isOurs(m, owner) ? new Sight.Ours(m.path("uid").asText()) : new Sight.Foreign())
                .orElseGet(Sight.Absent::new);
    }

    @Override
    public Written tryWrite(TargetSecret target, Sight sight) {
        return send(target, sight, Map.of(), true);
    }

    @Override
    public Written write(TargetSecret target, Sight sight, Kubeconfig content) {
        String encoded = Base64.getEncoder().encodeToString(content.text().getBytes(StandardCharsets.UTF_8));
        return send(target, sight, Map.of("value", encoded, "kubeconfig", encoded), false);
    }

    @Override
    public void remove(OmniCluster owner, String secretName, String uid) {
        String namespace = owner.getMetadata().getNamespace();
        boolean stillOurs = metadata.of(namespace, secretName)
                .filter(m -> m.path("uid").asText().equals(uid) && isOurs(m, owner))
                .isPresent();
        if (stillOurs) {
            metadata.delete(namespace, secretName, uid);
        }
    }

    private static boolean isOurs(JsonNode metadata, OmniCluster owner) {
        return metadata.path("labels").path(TargetSecret.MANAGED_BY).asText().equals(TargetSecret.OMNIBRIDGE)
                && metadata.path("annotations")
                        .path(TargetSecret.OWNER)
                        .asText()
                        .equals(TargetSecret.ownerOf(owner));
    }

    private Written send(TargetSecret target, Sight sight, Map<String, String> data, boolean isTrial) {
        try {
            return switch (sight) {
                case Sight.Foreign() -> new Written.Conflict();
                case Sight.Absent() -> {
                    Secret secret = secret(target, data, null);
                    var resource =
                            client.secrets().inNamespace(target.namespace()).resource(secret);
                    Secret created = isTrial ? resource.dryRun(true).create() : resource.create();
                    yield new Written.Done(created.getMetadata().getUid());
                }
                case Sight.Ours(String uid) -> {
                    PatchContext apply = new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager(StatusApply.FIELD_MANAGER)
                            .withForce(true)
                            .withDryRun(isTrial ? List.of("All") : List.of())
                            .build();
                    Secret secret = secret(target, data, uid);
                    client.secrets()
                            .inNamespace(target.namespace())
                            .resource(secret)
                            .patch(apply, secret);
                    yield new Written.Done(uid);
                }
            };
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case 409 -> new Written.Conflict();
                case 422 -> isAnotherIncarnation(e) ? new Written.Conflict() : new Written.Refused(reason(e));
                case 400, 403, 404 -> new Written.Refused(reason(e));
                default -> throw e;
            };
        }
    }

    /** An apply that names a uid is told in these words that something else stands at the name. */
    private static boolean isAnotherIncarnation(KubernetesClientException e) {
        return e.getStatus() != null
                && e.getStatus().getDetails() != null
                && e.getStatus().getDetails().getCauses().stream()
                        .anyMatch(cause -> "metadata.uid".equals(cause.getField()));
    }

    /** The server's own words; the exception's text could repeat what was sent. */
    private static String reason(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? "code " + e.getCode()
                : e.getStatus().getMessage();
    }

    private static Secret secret(
            TargetSecret target, Map<String, String> data, @org.jspecify.annotations.Nullable String uid) {
        OmniCluster owner = target.owner();
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(target.namespace())
                .withName(target.name())
                .withUid(uid)
                .withLabels(target.labels())
                .withAnnotations(target.annotations())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(owner.getApiVersion())
                        .withKind(owner.getKind())
                        .withName(owner.getMetadata().getName())
                        .withUid(owner.getMetadata().getUid())
                        .withController(true)
                        .build())
                .endMetadata()
                .withType(TargetSecret.TYPE)
                .withData(data)
                .build();
    }
}
