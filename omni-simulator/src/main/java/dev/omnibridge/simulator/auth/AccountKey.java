package dev.omnibridge.simulator.auth;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * A public key by which Omni knows a service account.
 *
 * @param publicKey primary key
 * @param armored the key as it was registered
 * @param created when it was registered
 * @param expiration when calls signed with it end; kept beside the key, as in Omni
 * @param lastUsed when a call was last signed with it
 */
record AccountKey(
        PGPPublicKey publicKey, String armored, Instant created, Instant expiration, Optional<Instant> lastUsed) {

    /** A key that was not used yet. */
    static AccountKey of(PGPPublicKey publicKey, String armored, Instant created) {
        return new AccountKey(publicKey, armored, created, endOf(publicKey), Optional.empty());
    }

    /** When the key itself says that it ends. */
    static Instant endOf(PGPPublicKey publicKey) {
        return publicKey.getCreationTime().toInstant().plusSeconds(publicKey.getValidSeconds());
    }

    /** The id by which Omni knows it: 40 lower-case hexadecimal digits. */
    String fingerprint() {
        return HexFormat.of().formatHex(publicKey.getFingerprint());
    }

    AccountKey expiringAt(Instant moment) {
        return new AccountKey(publicKey, armored, created, moment, lastUsed);
    }

    AccountKey usedAt(Instant moment) {
        return new AccountKey(publicKey, armored, created, expiration, Optional.of(moment));
    }
}
