package dev.omnibridge.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Port to Kubernetes events. Recording never fails: an event that can't be written is only logged. */
public interface EventRecorder {

    /** How an event is shown. */
    enum Kind {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The type as Kubernetes writes it. */
        public String text() {
            return text;
        }
    }

    /** Tells of one transition of an object; repeats of the same are counted by Kubernetes' own means. */
    void record(HasMetadata about, Kind kind, String reason, String message);
}
