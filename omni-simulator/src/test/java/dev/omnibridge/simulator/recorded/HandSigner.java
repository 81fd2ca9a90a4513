package dev.omnibridge.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Signs a call as told, right or wrong: the recorded probes bent every part of it. */
final class HandSigner implements ClientInterceptor {

    private final String name;
    private final PGPSecretKeyRing key;
    private String payload;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** Signs this payload with the key of an OMNI_SERVICE_ACCOUNT_KEY text, rightly as long as nothing is bent. */
    HandSigner(String serviceAccountKey, String payload, long timestamp) throws Exception {
        JsonNode json = new ObjectMapper().readTree(Base64.getDecoder().decode(serviceAccountKey));
        byte[] armored = json.path("pgp_key").asText().getBytes(StandardCharsets.US_ASCII);
        this.name = json.path("name").asText();
        this.key = new PGPSecretKeyRing(
                PGPUtil.getDecoderStream(new ByteArrayInputStream(armored)), new BcKeyFingerprintCalculator());
        this.payload = payload;
        headers.put("x-sidero-timestamp", Long.toString(timestamp));
        headers.put("x-sidero-payload", payload);
        headers.put("x-sidero-signature", "siderov1 " + name + " " + fingerprint() + " " + signature());
    }

    /** Replaces a header after signing; null removes it. */
    HandSigner header(String header, @Nullable String value) {
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    /** Replaces a part of the signature header after signing. */
    HandSigner inSignature(String part, String replacement) {
        headers.computeIfPresent("x-sidero-signature", (k, old) -> old.replace(part, replacement));
        return this;
    }

    String fingerprint() {
        return HexFormat.of().formatHex(key.getPublicKey().getFingerprint());
    }

    String name() {
        return name;
    }

    private String signature() throws Exception {
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                key.getPublicKey());
        generator.init(PGPSignature.BINARY_DOCUMENT, key.getSecretKey().extractPrivateKey(null));
        generator.update(payload.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(generator.generate().getEncoded());
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata metadata) {
                headers.forEach((header, value) ->
                        metadata.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value));
                super.start(listener, metadata);
            }
        };
    }
}
