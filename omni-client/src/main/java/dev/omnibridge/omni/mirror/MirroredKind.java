package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A kind to mirror: which, what of its spec to keep, and by what to find its resources.
 *
 * @param trim drops what the reader does not use, to save memory; must not touch what is written back
 * @param indexes name of an index, and the keys a resource is filed under in it
 * @param queries only resources that fit one of these are mirrored; all, if there is none
 */
public record MirroredKind<S extends Message>(
        ResourceType<S> type,
        UnaryOperator<S> trim,
        Map<String, Function<Resource<S>, List<String>>> indexes,
        List<LabelQuery> queries) {

    /** Index by the label {@code omni.sidero.dev/cluster}; every kind has it. */
    public static final String BY_CLUSTER = "cluster";

    /** Index by the label {@code omni.sidero.dev/machine-set}; every kind has it. */
    public static final String BY_MACHINE_SET = "machine-set";

    public MirroredKind {
        indexes = Map.copyOf(indexes);
        queries = List.copyOf(queries);
    }

    /** A kind that keeps its whole spec, with the two indexes every kind has. */
    public static <S extends Message> MirroredKind<S> of(ResourceType<S> type) {
        return new MirroredKind<>(
                type,
                UnaryOperator.identity(),
                Map.of(BY_CLUSTER, byLabel(OmniKeys.CLUSTER), BY_MACHINE_SET, byLabel(OmniKeys.MACHINE_SET)),
                List.of());
    }

    /** The same kind with one more index. */
    public MirroredKind<S> indexedBy(String name, Function<Resource<S>, List<String>> keys) {
        Map<String, Function<Resource<S>, List<String>>> more = new LinkedHashMap<>(indexes);
        more.put(name, keys);
        return new MirroredKind<>(type, trim, more, queries);
    }

    /** The same kind with a trimmed spec. */
    public MirroredKind<S> trimmedTo(UnaryOperator<S> newTrim) {
        return new MirroredKind<>(type, newTrim, indexes, queries);
    }

    /** Only those with this label. */
    public MirroredKind<S> labelled(String key) {
        return new MirroredKind<>(type, trim, indexes, List.of(LabelQuery.exists(key)));
    }

    private static <S extends Message> Function<Resource<S>, List<String>> byLabel(String key) {
        return resource -> resource.label(key).map(List::of).orElse(List.of());
    }
}
