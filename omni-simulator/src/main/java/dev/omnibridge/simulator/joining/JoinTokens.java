package dev.omnibridge.simulator.joining;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.specs.DefaultJoinTokenSpec;
import dev.omnibridge.omni.proto.specs.JoinTokenSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.machine.Sha256;
import dev.omnibridge.simulator.state.Store;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The tokens by which machines join. */
public final class JoinTokens {

    /** How many bytes the name of a token may have. */
    public static final int LONGEST_NAME = 16;

    private static final String INITIAL = "initial token";

    private JoinTokens() {}

    /** Writes the token that an account has from the beginning; equal accounts have equal ones. */
    public static void publish(Store store, String account) {
        String token = token(account);
        store.create(
                "",
                Resource.of(
                        JoiningKinds.DEFAULT_JOIN_TOKENS,
                        JoiningKinds.DEFAULT_TOKEN,
                        DefaultJoinTokenSpec.newBuilder().setTokenId(token).build()));
        create(store, token, JoinTokenSpec.newBuilder().setName(INITIAL).build());
    }

    /** Makes another token and returns it. */
    public static String create(Store store, String name, Optional<Timestamp> expiration) {
        JoinTokenSpec.Builder spec = JoinTokenSpec.newBuilder().setName(name);
        expiration.ifPresent(spec::setExpirationTime);
        String token = token(name + " " + store.list(JoiningKinds.JOIN_TOKENS).size() + " " + store.now());
        create(store, token, spec.build());
        return token;
    }

    /** The token that new images get; none in a world without an account. */
    public static Optional<String> defaultToken(Store store) {
        return store.get(JoiningKinds.DEFAULT_JOIN_TOKENS, JoiningKinds.DEFAULT_TOKEN)
                .map(resource -> resource.spec().getTokenId());
    }

    /** Whether a name has more bytes than it may. */
    public static boolean isTooLong(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
    }

    private static void create(Store store, String token, JoinTokenSpec spec) {
        store.create("", Resource.of(JoiningKinds.JOIN_TOKENS, token, spec));
    }

    private static String token(String seed) {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.bytes("join token " + seed));
        // omnictl would take one that begins with a dash for an option
        return token.replaceFirst("^-", "0");
    }
}
