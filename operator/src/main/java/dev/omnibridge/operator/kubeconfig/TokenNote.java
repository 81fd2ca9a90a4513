package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.KubeconfigStatusBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the annotations of a Secret of ours tell of the token in it: enough to know it again after a process was killed between Secret and status, without reading
 * the content.
 *
 * @param server URL of the Kubernetes API, through Omni
 * @param clusterUuid the cluster the token opens
 * @param issuedAt when the attempt began that it comes from, by our clock
 * @param renewAt when a third of its life is left
 * @param keyId id of the key that signed it
 */
public record TokenNote(
        String server,
        String clusterUuid,
        String user,
        List<String> groups,
        Instant issuedAt,
        Instant expiresAt,
        Instant renewAt,
        String keyId) {

    private static final String SERVER = "omnibridge.dev/endpoint";
    private static final String CLUSTER = "omnibridge.dev/cluster-uuid";
    private static final String USER = "omnibridge.dev/user";
    private static final String GROUPS = "omnibridge.dev/groups";
    private static final String ISSUED_AT = "omnibridge.dev/issued-at";
    private static final String EXPIRES_AT = "omnibridge.dev/expires-at";
    private static final String RENEW_AT = "omnibridge.dev/renew-at";
    private static final String KEY_ID = "omnibridge.dev/key-id";

    public TokenNote {
        groups = List.copyOf(groups);
    }

    /** Reads the annotations of a Secret; empty where one is missing or no time. */
    public static Optional<TokenNote> of(Map<String, String> annotations) {
        if (!annotations
                .keySet()
                .containsAll(List.of(SERVER, CLUSTER, USER, GROUPS, ISSUED_AT, EXPIRES_AT, RENEW_AT, KEY_ID))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TokenNote(
                    value(annotations, SERVER),
                    value(annotations, CLUSTER),
                    value(annotations, USER),
                    List.of(value(annotations, GROUPS).split(",")),
                    Instant.parse(value(annotations, ISSUED_AT)),
                    Instant.parse(value(annotations, EXPIRES_AT)),
                    Instant.parse(value(annotations, RENEW_AT)),
                    value(annotations, KEY_ID)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String value(Map<String, String> annotations, String key) {
        return Objects.requireNonNull(annotations.get(key));
    }

    /** The note as annotations. */
    Map<String, String> annotations() {
        Map<String, String> annotations = wish(clusterUuid, user, groups);
        annotations.put(SERVER, server);
        annotations.put(ISSUED_AT, issuedAt.toString());
        annotations.put(EXPIRES_AT, expiresAt.toString());
        annotations.put(RENEW_AT, renewAt.toString());
        annotations.put(KEY_ID, keyId);
        return annotations;
    }

    /** The part of the annotations that is known before there is a token. */
    static Map<String, String> wish(String clusterUuid, String user, List<String> groups) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(CLUSTER, clusterUuid);
        annotations.put(USER, user);
        annotations.put(GROUPS, String.join(",", groups));
        return annotations;
    }

    /** Whether the token comes from the attempt that the status tells of, which does not tell what became of it. */
    boolean isResultOf(KubeconfigStatus attempted) {
        String at = issuedAt.toString();
        return at.equals(attempted.lastAttemptAt()) && !at.equals(attempted.issuedAt());
    }

    /** What a status says of the token once it is in a Secret. */
    KubeconfigStatus status(KubeconfigStatus attempted, String secretName) {
        return KubeconfigStatusBuilder.builder(attempted)
                .secretName(secretName)
                .user(user)
                .groups(groups)
                .issuedAt(issuedAt.toString())
                .expiresAt(expiresAt.toString())
                .renewAt(renewAt.toString())
                .keyId(keyId)
                .clusterUuid(clusterUuid)
                .build();
    }
}
