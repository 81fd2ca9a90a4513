package dev.omnibridge.operator.claim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hash of values that are too long to be remembered as they are. The key comes from the operator's instance name, so that the
 * same value hashes alike after a restart and on a rebuilt management cluster, and differently under another operator.
 */
public final class FieldHash {

    private static final String ALGORITHM = "HmacSHA256";
    /** 128 bits are enough to tell values apart, and keep many fields within the bound of one annotation. */
    private static final int BYTES = 16;

    private final SecretKeySpec key;

    /** The hash of the operator with this instance name. */
    public FieldHash(String instance) {
        byte[] text = ("omnibridge.dev/applied:" + instance).getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(text, ALGORITHM);
    }

    /** Hash of a value in hexadecimal digits. */
    public String of(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] full = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(full, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
