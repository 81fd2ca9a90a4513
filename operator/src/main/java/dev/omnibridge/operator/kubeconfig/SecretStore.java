package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import java.util.Optional;

/** Port to the Secrets kubeconfigs are kept in. Content of a Secret is never read. */
public interface SecretStore {

    /** What stands at a name, as far as it can be told without reading content. */
    sealed interface Sight {
        record Absent() implements Sight {}

        /** @param note tells of the token in it; empty if its annotations don't */
        record Ours(String uid, Optional<TokenNote> note) implements Sight {}

        record Foreign() implements Sight {}

        /** It could not be told. */
        record Hidden(Denial why) implements Sight {}
    }

    /**
     * What the API server said instead of doing it.
     *
     * @param message in the server's own words, never with the content of a Secret
     * @param needsPerson whether it stays so until somebody acts: rights, quota, admission, or a namespace that is going away
     */
    record Denial(String message, boolean needsPerson) {}

    /** How a write ended. */
    sealed interface Written {
        /** Done, or (dry run) would be done. */
        record Done(String uid) implements Written {}

        /** The name was taken, or the Secret is another incarnation than the one we know. */
        record Conflict() implements Written {}

        /** The API server refused it, or did not answer. */
        record Refused(Denial why) implements Written {}
    }

    /** Looks whether there is a Secret of that name and whose it is, by metadata only. */
    Sight look(OmniCluster owner, String secretName);

    /** Tries the write without doing it, so that no token is minted for a Secret that can't be written. */
    Written tryWrite(TargetSecret target, Sight sight);

    /** Creates the Secret, or replaces the content of exactly the incarnation that was seen. */
    Written write(TargetSecret target, Sight sight, Kubeconfig content);

    /** Deletes the Secret if it still is this incarnation and ours; otherwise there is nothing to do, and it is done. */
    Written remove(OmniCluster owner, String secretName, String uid);
}
