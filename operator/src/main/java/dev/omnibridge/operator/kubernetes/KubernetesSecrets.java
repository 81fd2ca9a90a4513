package dev.omnibridge.operator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.operator.access.ServerWords;
import dev.omnibridge.operator.kubeconfig.Kubeconfig;
import dev.omnibridge.operator.kubeconfig.SecretStore;
import dev.omnibridge.operator.kubeconfig.TargetSecret;
import dev.omnibridge.operator.kubeconfig.TokenNote;
import dev.omnibridge.operator.leadership.Leadership;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps kubeconfigs in Secrets with the rights to create, patch and delete them, and none to read them: what stands at a name is told by the metadata
 * that an empty, dry-run patch answers with.
 */
public final class KubernetesSecrets implements SecretStore {

    private final KubernetesClient client;
    private final Leadership leadership;
    private final SecretMetadata metadata;

    /** @param leadership without it nothing is sent */
    public KubernetesSecrets(KubernetesClient client, Leadership leadership) {
        this.client = client;
        this.leadership = leadership;
        this.metadata = new SecretMetadata(client);
    }

    @Override
    public Sight look(OmniCluster owner, String secretName) {
        try {
            Optional<JsonNode> found = metadata.of(owner.getMetadata().getNamespace(), secretName);
            return found.<Sight>map(m -> isOurs(m, owner)
                            ? new Sight.Ours(m.path("uid").asText(), TokenNote.of(annotations(m)))
                            : new Sight.Foreign())
                    .orElseGet(Sight.Absent::new);
        } catch (KubernetesClientException e) {
            return new Sight.Hidden(denial(e));
        }
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
    public Written remove(OmniCluster owner, String secretName, String uid) {
        String namespace = owner.getMetadata().getNamespace();
        try {
            boolean stillOurs = metadata.of(namespace, secretName)
                    .filter(m -> m.path("uid").asText().equals(uid) && isOurs(m, owner))
                    .isPresent();
            if (stillOurs) {
                leadership.require();
                metadata.delete(namespace, secretName, uid);
            }
            return new Written.Done(uid);
        } catch (KubernetesClientException e) {
            return new Written.Refused(denial(e));
        }
    }

    private static Map<String, String> annotations(JsonNode metadata) {
        return metadata.path("annotations").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, annotation -> annotation.getValue().asText()));
    }

    private static boolean isOurs(JsonNode metadata, OmniCluster owner) {
        return metadata.path("labels").path(TargetSecret.MANAGED_BY).asText().equals(TargetSecret.OMNIBRIDGE)
                && metadata.path("annotations")
                        .path(TargetSecret.OWNER)
                        .asText()
                        .equals(TargetSecret.ownerOf(owner));
    }

    private Written send(TargetSecret target, Sight sight, Map<String, String> data, boolean isTrial) {
        leadership.require();
        try {
            return switch (sight) {
                case Sight.Foreign() -> new Written.Conflict();
                case Sight.Hidden(Denial why) -> new Written.Refused(why);
                case Sight.Absent() -> {
                    Secret secret = secret(target, data, Optional.empty());
                    var resource =
                            client.secrets().inNamespace(target.namespace()).resource(secret);
                    Secret created = isTrial ? resource.dryRun(true).create() : resource.create();
                    yield new Written.Done(created.getMetadata().getUid());
                }
                case Sight.Ours(String uid, var note) -> {
                    // A merge and no apply: what the Secret was created with belongs to another manager of ours in the
                    // eyes of the server, so that an apply would add a second owner to that of an object made again.
                    PatchContext merge = new PatchContext.Builder()
                            .withPatchType(PatchType.JSON_MERGE)
                            .withFieldManager(StatusApply.FIELD_MANAGER)
                            .withDryRun(isTrial ? List.of("All") : List.of())
                            .build();
                    Secret secret = secret(target, data, Optional.of(uid));
                    client.secrets()
                            .inNamespace(target.namespace())
                            .resource(secret)
                            .patch(merge, Serialization.asJson(secret));
                    yield new Written.Done(uid);
                }
            };
        } catch (KubernetesClientException e) {
            // 404: it was there when it was looked at
            return e.getCode() == 409 || e.getCode() == 404 || isAnotherIncarnation(e)
                    ? new Written.Conflict()
                    : new Written.Refused(denial(e));
        }
    }

    /** A patch that names a uid is told in these words that something else stands at the name. */
    private static boolean isAnotherIncarnation(KubernetesClientException e) {
        return e.getStatus() != null
                && e.getStatus().getDetails() != null
                && e.getStatus().getDetails().getCauses().stream()
                        .anyMatch(cause -> "metadata.uid".equals(cause.getField()));
    }

    /** Rights, quota, admission, a namespace on its way out: what the server refuses to us. All else is a fault of its own, or of the way to it. */
    private static Denial denial(KubernetesClientException e) {
        boolean needsPerson = e.getCode() >= 400 && e.getCode() < 500 && e.getCode() != 408 && e.getCode() != 429;
        return new Denial(ServerWords.of(e), needsPerson);
    }

    private static Secret secret(TargetSecret target, Map<String, String> data, Optional<String> uid) {
        OmniCluster owner = target.owner();
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(target.namespace())
                .withName(target.name())
                .withUid(uid.orElse(null))
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
