package dev.omnibridge.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which changes of a custom resource are worth a pass: spec, deletion mark, finalizers, another incarnation, our own annotations. Status and
 * other people's metadata are not, so that neither our status writes nor an Argo CD that touches annotations cause work.
 */
public final class PrimaryFilter {

    private static final String OUR_PREFIX = "omnibridge.dev/";

    private PrimaryFilter() {}

    /** Whether the change from one state of the object to the next is worth a pass. */
    public static boolean isRelevant(HasMetadata before, HasMetadata after) {
        ObjectMeta old = before.getMetadata();
        ObjectMeta now = after.getMetadata();
        return !Objects.equals(old.getUid(), now.getUid())
                || !Objects.equals(old.getGeneration(), now.getGeneration())
                || !Objects.equals(old.getDeletionTimestamp(), now.getDeletionTimestamp())
                || !Objects.equals(old.getFinalizers(), now.getFinalizers())
                || !ourAnnotations(old).equals(ourAnnotations(now));
    }

    private static Map<String, String> ourAnnotations(ObjectMeta metadata) {
        Map<String, String> ours = new TreeMap<>();
        if (metadata.getAnnotations() != null) {
            metadata.getAnnotations().forEach((key, value) -> {
                if (key.startsWith(OUR_PREFIX)) {
                    ours.put(key, value);
                }
            });
        }
        return ours;
    }
}
