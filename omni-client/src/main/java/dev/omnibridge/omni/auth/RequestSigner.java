package dev.omnibridge.omni.auth;

import io.grpc.Metadata;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

/** Signs requests with one key. Omni accepts a request within five minutes around its timestamp, by its own clock. */
public final class RequestSigner {

    private static final String VERSION = "siderov1";

    private final ServiceAccountKey key;
    private final Clock clock;

    /** A signer that dates its signatures by the clock. */
    public RequestSigner(ServiceAccountKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** The key it signs with. */
    public ServiceAccountKey key() {
        return key;
    }

    /**
     * Adds the three headers of a signed request.
     *
     * @param method full name of the method with its leading slash
     * @param headers all headers of the request so far; what is added later is not covered
     * @throws InvalidKeyException if the key has expired
     */
    public void sign(String method, Metadata headers) {
        key.requireValid(clock);
        Instant now = clock.instant();
        replace(headers, SignedPayload.TIMESTAMP, Long.toString(now.getEpochSecond()));
        SignedPayload payload = SignedPayload.of(method, headers);
        String signature = Base64.getEncoder().encodeToString(key.sign(payload.bytes(), now));
        replace(headers, SignedPayload.PAYLOAD, payload.text());
        replace(headers, SignedPayload.SIGNATURE, String.join(" ", VERSION, key.name(), key.fingerprint(), signature));
    }

    private static void replace(Metadata headers, String name, String value) {
        headers.removeAll(SignedPayload.key(name));
        headers.put(SignedPayload.key(name), value);
    }
}
