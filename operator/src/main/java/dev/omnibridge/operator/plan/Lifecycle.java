package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What the metadata of a custom resource says about its life. */
public final class Lifecycle {

    private Lifecycle() {}

    /** Whether it is being deleted. */
    public static boolean isBeingDeleted(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether it carries our finalizer: we may have written to Omni for it. */
    public static boolean hasFinalizer(HasMetadata object) {
        return object.getMetadata().getFinalizers().contains(OmniBridgeApi.FINALIZER);
    }

    /**
     * Whether it was restored without its status: our finalizer is set only on an object that has one. What it had in Omni is then found by
     * its claim; if nothing is there, it may have been removed on purpose.
     */
    public static boolean lostItsStatus(CustomResource<?, ?> object) {
        return hasFinalizer(object) && object.getStatus() == null;
    }

    /** Whether a person has to lift deletionProtection before anything of it may go. */
    public static boolean isProtected(OmniCluster object) {
        return Boolean.TRUE.equals(object.getSpec().deletionProtection());
    }

    /** Whether a person has to lift deletionProtection before anything of it may go. */
    public static boolean isProtected(OmniMachineSet object) {
        return Boolean.TRUE.equals(object.getSpec().deletionProtection());
    }

    /** Tokens that a person put into {@code omnibridge.dev/approve}. */
    public static Set<String> approvals(HasMetadata object) {
        String tokens = object.getMetadata().getAnnotations() == null
                ? ""
                : object.getMetadata().getAnnotations().getOrDefault(OmniBridgeApi.APPROVE_ANNOTATION, "");
        return Arrays.stream(tokens.split(",", -1))
                .map(String::trim)
                .filter(token -> !token.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The object as people name it: {@code OmniCluster team-a/demo}. */
    static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
