package dev.omnibridge.simulator.proxy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The tokens in kubeconfigs of service accounts: RS256, made and checked with one key (wire-protocol.md 8). */
public final class Tokens {

    private static final int KEY_BITS = 2048;
    private static final int PARTS = 3;

    /** Why a token is refused, in the words of Omni's proxy. */
    public static final class InvalidTokenException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidTokenException(String message) {
            super(message);
        }
    }

    /**
     * What a good token says.
     *
     * @param cluster which cluster it is for
     * @param clusterUuid incarnation of that cluster
     * @param user Kubernetes user
     * @param groups Kubernetes groups
     */
    public record Claims(String cluster, String clusterUuid, String user, List<String> groups) {}

    private final String issuer;
    private final InstantSource clock;
    private final List<String> issued = new CopyOnWriteArrayList<>();
    private Optional<RSAKey> key = Optional.empty();

    /** Tokens of an account; the key is made when the first one is needed. */
    public Tokens(String accountName, InstantSource clock) {
        this.issuer = "omni-" + accountName + "-service-account-issuer";
        this.clock = clock;
    }

    /** Makes a token that is valid from now for {@code ttl}. A secret. */
    public String issue(Claims claims, Duration ttl) {
        Instant now = clock.instant();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("cluster", claims.cluster());
        payload.put("cluster_uuid", claims.clusterUuid());
        payload.put("exp", now.plus(ttl).getEpochSecond());
        payload.put("groups", claims.groups());
        payload.put("iat", now.getEpochSecond());
        payload.put("iss", issuer);
        payload.put("sub", claims.user());
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key().getKeyID())
                .build();
        JWSObject token = new JWSObject(header, new Payload(payload));
        try {
            token.sign(new RSASSASigner(key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("the simulator can't sign tokens", e);
        }
        String text = token.serialize();
        issued.add(text);
        return text;
    }

    /** Every token issued so far, in order. Secrets. */
    public List<String> issued() {
        return List.copyOf(issued);
    }

    /** Checks a token and reads it. */
    public Claims verify(String token) throws InvalidTokenException {
        if (token.split("\\.", -1).length != PARTS) {
            throw new InvalidTokenException("token is malformed: token contains an invalid number of segments");
        }
        try {
            JWSObject parsed = JWSObject.parse(token);
            if (!key().getKeyID().equals(parsed.getHeader().getKeyID())) {
                throw new InvalidTokenException("token is unverifiable: error while executing keyfunc: unknown key");
            }
            if (!parsed.verify(new RSASSAVerifier(key().toRSAPublicKey()))) {
                throw new InvalidTokenException("token signature is invalid: crypto/rsa: verification error");
            }
            return claims(parsed.getPayload().toJSONObject());
        } catch (ParseException | JOSEException e) {
            throw new InvalidTokenException("token is malformed: could not be decoded");
        }
    }

    private Claims claims(Map<String, Object> payload) throws InvalidTokenException {
        if (!(payload.get("exp") instanceof Number expiry)
                || !clock.instant().isBefore(Instant.ofEpochSecond(expiry.longValue()))) {
            throw new InvalidTokenException("token has invalid claims: token is expired");
        }
        List<String> groups = payload.get("groups") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        if (groups.isEmpty()) {
            // issuing without a group is possible, using such a token is not
            throw new InvalidTokenException("groups is empty");
        }
        return new Claims(text(payload, "cluster"), text(payload, "cluster_uuid"), text(payload, "sub"), groups);
    }

    private static String text(Map<String, Object> payload, String name) throws InvalidTokenException {
        if (payload.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new InvalidTokenException(name + " is empty");
    }

    private synchronized RSAKey key() {
        RSAKey found = key.orElseGet(Tokens::newKey);
        key = Optional.of(found);
        return found;
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("the simulator can't make a key for tokens", e);
        }
    }
}
