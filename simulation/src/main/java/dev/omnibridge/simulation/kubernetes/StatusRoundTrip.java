package dev.omnibridge.simulation.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatusBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/** What a status becomes on its way through JSON and server-side apply. */
public final class StatusRoundTrip {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusRoundTrip() {}

    /**
     * The status as stored: what JSON does not carry is lost, and a field of another manager (the ledger) stays.
     *
     * @param stored the object as it is
     * @param goesThroughJson that takes a tenth of all time, so not every process does it
     */
    public static Object stored(Object applied, Optional<CustomResource<?, ?>> stored, boolean goesThroughJson) {
        Object read = goesThroughJson ? read(applied) : applied;
        if (!(read instanceof OmniConnectionStatus status) || status.releases() != null || status.rollouts() != null) {
            return read;
        }
        Optional<OmniConnectionStatus> before =
                stored.map(OmniConnection.class::cast).map(OmniConnection::getStatus);
        return OmniConnectionStatusBuilder.builder(status)
                .releases(before.map(OmniConnectionStatus::releases).orElse(null))
                .rollouts(before.map(OmniConnectionStatus::rollouts).orElse(null))
                .build();
    }

    private static Object read(Object applied) {
        try {
            return JSON.readValue(JSON.writeValueAsBytes(applied), applied.getClass());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status that is no JSON", e);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a status that can't be read", e);
        }
    }
}
