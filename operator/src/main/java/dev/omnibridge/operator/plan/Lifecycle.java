package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the metadata of a custom resource says about its life. */
public final class Lifecycle {

    private static final int LONGEST_REQUEST = 256;

    private Lifecycle() {}

    /** Whether it is being deleted. */
    public static boolean isBeingDeleted(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    /** The generation of the object, 0 while the API server has given it none. */
    public static long generation(HasMetadata object) {
        Long generation = object.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }

    /** The generation of the spec as it was written last: a deletion, which changes nothing of it, counts as one more. */
    static long generationOfSpec(HasMetadata object) {
        return generation(object) - (isBeingDeleted(object) ? 1 : 0);
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

    /** Whether somebody paused it beside its spec. */
    public static boolean isPausedByAnnotation(HasMetadata object) {
        return annotation(object, OmniBridgeApi.PAUSED_ANNOTATION)
                .filter("true"::equals)
                .isPresent();
    }

    /** The last request for a pass, done or not; a value that no status could hold is none. */
    public static Optional<String> requestedAt(HasMetadata object) {
        return annotation(object, OmniBridgeApi.REQUESTED_AT_ANNOTATION)
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST_REQUEST);
    }

    /**
     * What ends a rest after a failure: another spec, or a person who approves something, asks for a pass, or has it paused or go on. Other
     * annotations of ours come from us.
     */
    public static String wish(HasMetadata object) {
        return "%d %s %s %s"
                .formatted(
                        object.getMetadata().getGeneration(),
                        isPausedByAnnotation(object),
                        requestedAt(object).orElse(""),
                        String.join(",", new TreeSet<>(approvals(object))));
    }

    /** What a decision takes from an object beside its status: which incarnation it is, and its wish, the deletion mark included. */
    public static String sight(HasMetadata object) {
        return object.getMetadata().getUid() + " " + wish(object);
    }

    private static Optional<String> annotation(HasMetadata object, String key) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(all -> all.get(key));
    }

    /** Tokens that a person put into {@code omnibridge.dev/approve}. */
    public static Set<String> approvals(HasMetadata object) {
        String tokens = annotation(object, OmniBridgeApi.APPROVE_ANNOTATION).orElse("");
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
