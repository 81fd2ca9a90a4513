package dev.omnibridge.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.omnibridge.simulator.auth.IssuedKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** Public keys as clients make them for a service account: armored, the private part forgotten. */
public final class PublicKeys {

    private static final Duration YEAR = Duration.ofDays(365);

    private PublicKeys() {}

    /** A key of one year. */
    public static String armored(String name) {
        return armored(name, YEAR);
    }

    /** A key that lives as long from now, in whole seconds. */
    public static String armored(String name, Duration lifetime) {
        try {
            var json = new ObjectMapper()
                    .readTree(Base64.getDecoder()
                            .decode(IssuedKey.generate(name, Instant.now().truncatedTo(ChronoUnit.SECONDS), lifetime)
                                    .text()));
            var secret = new PGPSecretKeyRing(
                    PGPUtil.getDecoderStream(new ByteArrayInputStream(
                            json.get("pgp_key").asText().getBytes(StandardCharsets.US_ASCII))),
                    new BcKeyFingerprintCalculator());
            var text = new ByteArrayOutputStream();
            try (var armor = ArmoredOutputStream.builder().clearHeaders().build(text)) {
                armor.write(secret.toCertificate().getEncoded());
            }
            return text.toString(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }
}
