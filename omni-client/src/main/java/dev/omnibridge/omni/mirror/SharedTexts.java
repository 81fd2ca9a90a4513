package dev.omnibridge.omni.mirror;

import dev.omnibridge.omni.proto.cosi.Metadata;

/**
 * Keeps the texts of envelopes once, however many resources repeat them. Half a dozen kinds tell of the same machine, each with its id, its cluster and its
 * labels; each with texts of its own they were most of what a mirror held.
 */
final class SharedTexts {

    private SharedTexts() {}

    /** An equal envelope whose texts are shared. Made from nothing: a builder of the envelope would keep a map for labels and annotations that it lacks. */
    static Metadata in(Metadata envelope) {
        Metadata.Builder shared = Metadata.newBuilder()
                .setNamespace(envelope.getNamespace().intern())
                .setType(envelope.getType().intern())
                .setId(envelope.getId().intern())
                .setVersion(envelope.getVersion().intern())
                .setOwner(envelope.getOwner().intern())
                .setPhase(envelope.getPhase().intern())
                .setUnknownFields(envelope.getUnknownFields());
        if (envelope.hasCreated()) {
            shared.setCreated(envelope.getCreated());
        }
        if (envelope.hasUpdated()) {
            shared.setUpdated(envelope.getUpdated());
        }
        envelope.getFinalizersList().forEach(finalizer -> shared.addFinalizers(finalizer.intern()));
        envelope.getLabelsMap().forEach((key, value) -> shared.putLabels(key.intern(), value.intern()));
        envelope.getAnnotationsMap().forEach((key, value) -> shared.putAnnotations(key.intern(), value.intern()));
        return shared.build();
    }
}
