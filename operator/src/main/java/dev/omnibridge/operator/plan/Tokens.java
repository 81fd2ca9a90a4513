package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
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

    /** Has contested fields put right once more. */
    static String enforce(String id, String digest) {
        return "enforce:" + id + ":" + digest;
    }

    /** Lets the claim of this digest be replaced by ours. */
    static String takeOver(String id, String digest) {
        return "takeover:" + id + ":" + digest;
    }

    /**
     * Lets the lock be lifted that is on the object at this version, and no later one.
     *
     * @param created when the object was made, by Omni's clock: a machine that comes back is bound anew, and its versions begin anew
     */
    static String unlock(String id, long version, Instant created) {
        return "unlock:" + id + ":" + version + ":" + created.getEpochSecond();
    }

    /**
     * Lets what was removed in Omni be made again, once: the one that is made has a cluster of another UUID. A set that is removed a second
     * time in the same cluster can't be told from the first.
     *
     * @param removedUuid of the cluster that was removed, or that it was removed in
     * @param objectUid of the custom resource, which stands in where no UUID was seen
     */
    static String recreate(String id, Optional<String> removedUuid, String objectUid) {
        return "recreate:" + id + ":"
                + removedUuid
                        .filter(Tokens::isLongEnough)
                        .orElseGet(() -> digest(List.of(objectUid)))
                        .substring(0, DIGITS);
    }

    /**
     * Lets machines go that the brake holds, or with contents that are not ours.
     *
     * @param clusterUuid of the cluster they are in, as soon as Omni has given it one
     * @param approved what goes, one line each: anything else that goes later asks again
     */
    public static String release(String id, Optional<String> clusterUuid, List<String> approved) {
        String incarnation = clusterUuid
                .filter(Tokens::isLongEnough)
                .map(uuid -> uuid.substring(0, DIGITS) + ":")
                .orElse("");
        return "release:" + id + ":" + incarnation
                + digest(approved.stream().sorted().toList());
    }

    /**
     * Lets a spec that is older than what was applied be written all the same.
     *
     * @param undone what would be undone, and what it was seen at: anything else asks again
     */
    static String rollback(String id, List<String> undone) {
        return "rollback:" + id + ":" + digest(undone);
    }

    /**
     * Lets changes go out that only another version of the operator wants.
     *
     * @param wanted what would change, and what it was seen at: anything else asks again
     */
    static String rollout(String id, List<String> wanted) {
        return "rollout:" + id + ":" + digest(wanted);
    }

    /**
     * Lets a connection be of another account from now on.
     *
     * @param pinned the account that it was of
     */
    public static String account(String connection, String pinned, String answering) {
        return "account:" + connection + ":" + answering + ":" + digest(List.of(pinned));
    }

    /**
     * Lets the operator work in an account where another one of its name was found.
     *
     * @param incarnation what the record in Omni says
     * @param version of the record: it lets no other one be taken
     */
    public static String instance(String connection, String incarnation, long version) {
        return "instance:" + connection + ":" + digest(List.of(incarnation, String.valueOf(version)));
    }

    private static boolean isLongEnough(String uuid) {
        return uuid.length() >= DIGITS;
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
