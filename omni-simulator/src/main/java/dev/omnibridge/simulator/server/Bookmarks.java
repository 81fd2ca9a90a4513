package dev.omnibridge.simulator.server;

import com.google.protobuf.ByteString;
import dev.omnibridge.omni.resource.ResourceType;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Positions in the stream of events, in the form of the store behind each namespace (wire-protocol.md 6.3): 8 bytes of revision for what
 * etcd keeps; for the in-memory namespaces 8 random bytes of this process before it, so that a restart invalidates them.
 */
final class Bookmarks {

    private static final int COOKIE_BYTES = 8;

    private volatile byte[] cookie = newCookie();

    /** Invalidates the bookmarks of the in-memory namespaces, as a restart does. */
    void restart() {
        cookie = newCookie();
    }

    /** Bookmark of a revision. */
    ByteString of(ResourceType<?> type, long revision) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        if (isInMemory(type)) {
            bytes.put(cookie);
        }
        bytes.putLong(revision).flip();
        return ByteString.copyFrom(bytes);
    }

    /**
     * Revision of a bookmark that a client sent.
     *
     * @param target what is watched, as the server names it
     */
    long revision(ResourceType<?> type, String target, ByteString bookmark) {
        ByteBuffer bytes = bookmark.asReadOnlyByteBuffer();
        if (isInMemory(type)) {
            if (bookmark.size() != COOKIE_BYTES + Long.BYTES
                    || !bookmark.substring(0, COOKIE_BYTES).equals(ByteString.copyFrom(cookie))) {
                throw Refusal.of(Status.FAILED_PRECONDITION, "invalid watch bookmark");
            }
            return bytes.getLong(COOKIE_BYTES);
        }
        if (bookmark.size() != Long.BYTES) {
            throw Refusal.of(
                    Status.FAILED_PRECONDITION,
                    "failed to " + target + ": invalid bookmark length: " + bookmark.size());
        }
        return bytes.getLong();
    }

    /** Whether the namespace is kept in memory only. */
    static boolean isInMemory(ResourceType<?> type) {
        return type.namespace().equals("ephemeral") || type.namespace().equals("meta");
    }

    private static byte[] newCookie() {
        byte[] bytes = new byte[COOKIE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
