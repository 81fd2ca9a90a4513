package dev.omnibridge.operator.reconcile;

import dev.omnibridge.operator.status.StatusEvent;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Port to Kubernetes events. Recording never fails: an event that can't be written is only logged. */
public interface EventRecorder {

    /** Tells of something that happened to an object; repeats of the same are counted by Kubernetes' own means. */
    void record(HasMetadata about, StatusEvent event);
}
