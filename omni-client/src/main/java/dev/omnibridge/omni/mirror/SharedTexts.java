package dev.omnibridge.omni.mirror;

import dev.omnibridge.omni.proto.cosi.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the texts of envelopes once, however many resources repeat them. Half a dozen kinds tell of the same machine, each with its id, its cluster and its
 * labels; each with texts of its own they were most of what a mirror held.
 */
final class SharedTexts {

    private SharedTexts() {}

    /** An equal envelope whose texts are shared. */
    static Metadata in(Metadata envelope) {
        Metadata.Builder shared = envelope.toBuilder()
                .setNamespace(envelope.getNamespace().intern())
                .setType(envelope.getType().intern())
                .setId(envelope.getId().intern())
                .setVersion(envelope.getVersion().intern())
                .setOwner(envelope.getOwner().intern())
                .setPhase(envelope.getPhase().intern())
                .clearFinalizers()
                .clearLabels()
                .putAllLabels(shared(envelope.getLabelsMap()))
                .clearAnnotations()
                .putAllAnnotations(shared(envelope.getAnnotationsMap()));
        envelope.getFinalizersList().forEach(finalizer -> shared.addFinalizers(finalizer.intern()));
        return shared.build();
    }

    private static Map<String, String> shared(Map<String, String> texts) {
        Map<String, String> shared = LinkedHashMap.newLinkedHashMap(texts.size());
        texts.forEach((key, value) -> shared.put(key.intern(), value.intern()));
        return shared;
    }
}
