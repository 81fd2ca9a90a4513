package dev.omnibridge.simulator.proxy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An HTTP answer.
 *
 * @param code HTTP status
 * @param contentType of the body
 * @param body text
 */
record Answer(int code, String contentType, String body) {

    /** Plain text, as Omni's proxy refuses requests and Kubernetes tells its health. */
    static Answer text(int code, String body) {
        return new Answer(code, "text/plain; charset=utf-8", body);
    }

    /** JSON, as Kubernetes answers. */
    static Answer json(int code, JsonNode body) {
        return new Answer(code, "application/json", body.toString());
    }
}
