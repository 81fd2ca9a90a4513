package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Tokens by which a person approves one thing on one object in Omni, and no later one. */
public final class Tokens {

    private static final int DIGITS = 8;

    private Tokens() {}

    /** Lets the plan of this digest be carried out with the claim. */
    static String adoption(String id, String digest) {
        return "adoption:" + id + ":" + digest;
    }

    /** Lets what was removed in Omni be made again. */
    static String recreate(String id) {
        return "recreate:" + id;
    }

    /** Lets machines go that the brake holds, or with contents that are not ours; empty while Omni has given the cluster no UUID. */
    public static Optional<String> release(String id, Optional<String> clusterUuid) {
        return clusterUuid
                .filter(uuid -> uuid.length() >= DIGITS)
                .map(uuid -> "release:" + id + ":" + uuid.substring(0, DIGITS));
    }

    /** How a token is used, for the end of a message. */
    public static String howToApprove(String token) {
        return "approve it with the annotation " + OmniBridgeApi.APPROVE_ANNOTATION + ": " + token;
    }

    /** Eight hexadecimal digits over lines. */
    static String digest(List<String> lines) {
        try {
            byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            byte[] full = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(full).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
