package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.operator.leadership.Leadership;
import dev.omnibridge.operator.reconcile.Finalizers;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sets and removes our finalizer by a JSON patch that tests uid and resourceVersion. JOSDK's own way applies a bare object by name, which is an
 * upsert on an object deleted a moment ago and may hit the next incarnation (java-stack 2.9).
 */
public final class FinalizerPatch implements Finalizers {

    private final KubernetesClient client;
    private final Leadership leadership;

    /** @param leadership without it nothing is sent */
    public FinalizerPatch(KubernetesClient client, Leadership leadership) {
        this.client = client;
        this.leadership = leadership;
    }

    @Override
    public Optional<String> add(HasMetadata object) {
        List<String> present = object.getMetadata().getFinalizers();
        if (present.contains(NAME)) {
            return Optional.of(object.getMetadata().getResourceVersion());
        }
        String operation = present.isEmpty()
                ? "{\"op\":\"add\",\"path\":\"/metadata/finalizers\",\"value\":[\"%s\"]}".formatted(NAME)
                : "{\"op\":\"add\",\"path\":\"/metadata/finalizers/-\",\"value\":\"%s\"}".formatted(NAME);
        return patch(object, operation);
    }

    @Override
    public Result remove(HasMetadata object) {
        int index = object.getMetadata().getFinalizers().indexOf(NAME);
        if (index < 0) {
            return Result.DONE;
        }
        String path = "/metadata/finalizers/" + index;
        return patch(
                                object,
                                "{\"op\":\"test\",\"path\":\"%s\",\"value\":\"%s\"},{\"op\":\"remove\",\"path\":\"%s\"}"
                                        .formatted(path, NAME, path))
                        .isPresent()
                ? Result.DONE
                : Result.OUTDATED;
    }

    private Optional<String> patch(HasMetadata object, String operation) {
        String patch = """
            [{"op":"test","path":"/metadata/uid","value":"%s"},\
            {"op":"test","path":"/metadata/resourceVersion","value":"%s"},%s]\
            """.formatted(
                        object.getMetadata().getUid(), object.getMetadata().getResourceVersion(), operation);
        leadership.require();
        try {
            HasMetadata patched = client.resource(object).patch(PatchContext.of(PatchType.JSON), patch);
            return Optional.of(patched.getMetadata().getResourceVersion());
        } catch (KubernetesClientException e) {
            // never 409: a failed test answers 422, a deleted object 404
            if (e.getCode() == 404 || (e.getCode() == 422 && !isRefused(e))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Whether the object itself was refused, by its schema or by a policy, which names causes, and looking again changes nothing. A failed test
     * names none; a finalizer on an object that is on its way out names the field.
     */
    private static boolean isRefused(KubernetesClientException e) {
        return Stream.ofNullable(e.getStatus())
                .map(Status::getDetails)
                .flatMap(Stream::ofNullable)
                .flatMap(details -> details.getCauses().stream())
                .anyMatch(cause -> !"metadata.finalizers".equals(cause.getField()));
    }
}
