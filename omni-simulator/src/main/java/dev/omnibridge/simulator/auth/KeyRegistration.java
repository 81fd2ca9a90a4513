package dev.omnibridge.simulator.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/** What Omni checks of a public key that a client brings (wire-protocol.md 2.2), in its order and words. */
final class KeyRegistration {

    /** The longest time until its end; a minute more is let pass. */
    private static final Duration LONGEST = Duration.ofDays(365).plusMinutes(1);

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Pattern ADDRESS = Pattern.compile("(?:[^<>@]*<)?[^<>@\\s]+@[^<>@\\s]+>?");

    private KeyRegistration() {}

    /**
     * Reads and checks a key.
     *
     * @throws IllegalArgumentException if Omni would not take it, in its words
     */
    static AccountKey read(String armored, Instant now) {
        PGPPublicKey key = publicKey(armored);
        Instant end = AccountKey.endOf(key);
        String user = userId(key).orElseThrow(() -> refusal("key does not contain a primary identity"));
        if (key.getValidSeconds() != 0 && end.isBefore(now.minus(SKEW))) {
            throw refusal("key expired");
        }
        if (!ADDRESS.matcher(user).matches()) {
            throw refusal("key does not contain a valid email address: mail: no angle-addr: " + user);
        }
        if (key.getValidSeconds() == 0) {
            throw refusal("key does not contain a valid key lifetime");
        }
        if (end.isAfter(now.plus(LONGEST))) {
            throw refusal("key lifetime is too long: " + hours(key.getValidSeconds()));
        }
        return AccountKey.of(key, armored, now);
    }

    private static PGPPublicKey publicKey(String armored) {
        try (var text = PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.UTF_8)))) {
            return switch (new BcPGPObjectFactory(text).nextObject()) {
                case PGPPublicKeyRing ring -> ring.getPublicKey();
                case PGPSecretKeyRing _ -> throw refusal("PGP key contains private key");
                case null, default -> throw refusal("openpgp: invalid argument: no armored data found");
            };
        } catch (IOException e) {
            throw refusal("openpgp: invalid argument: no armored data found");
        }
    }

    private static Optional<String> userId(PGPPublicKey key) {
        Iterator<String> ids = key.getUserIDs();
        return ids.hasNext() ? Optional.of(ids.next()) : Optional.empty();
    }

    private static String hours(long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        return duration.toHours() + "h" + duration.toMinutesPart() + "m" + duration.toSecondsPart() + "s";
    }

    private static IllegalArgumentException refusal(String text) {
        return new IllegalArgumentException(text);
    }
}
