package dev.omnibridge.simulator.auth;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * The header {@code x-sidero-signature}: {@code siderov1 <identity> <fingerprint> <base64>}.
 *
 * @param fingerprint which key signed
 * @param packet detached OpenPGP signature packet
 */
record Signature(String fingerprint, byte[] packet) {

    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(5);
    private static final Set<Integer> HASHES = Set.of(
            HashAlgorithmTags.SHA256,
            HashAlgorithmTags.SHA384,
            HashAlgorithmTags.SHA512,
            HashAlgorithmTags.SHA3_256,
            HashAlgorithmTags.SHA3_512);

    /**
     * Reads the header.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    static Signature parse(String header) {
        String[] fields = header.split(" ", -1);
        if (fields.length != 4 || !fields[0].equals("siderov1") || fields[1].isEmpty()) {
            throw new IllegalArgumentException("not four fields that begin with siderov1 and an identity");
        }
        return new Signature(fields[2], Base64.getDecoder().decode(fields[3]));
    }

    /** Whether this is a signature of the content by the key, judged at the given moment (wire-protocol.md 3.3). */
    boolean verifies(byte[] content, PGPPublicKey key, Instant now) {
        try {
            if (!(new BcPGPObjectFactory(packet).nextObject() instanceof PGPSignatureList list) || list.size() != 1) {
                return false;
            }
            PGPSignature signature = list.get(0);
            if (!isAcceptable(signature, key, now)) {
                return false;
            }
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(content);
            return signature.verify();
        } catch (IOException | PGPException | RuntimeException e) {
            // BouncyCastle throws all sorts of unchecked exceptions on garbage
            return false;
        }
    }

    private static boolean isAcceptable(PGPSignature signature, PGPPublicKey key, Instant now) {
        Instant created = signature.getCreationTime().toInstant();
        Instant keyCreated = key.getCreationTime().toInstant();
        return signature.getSignatureType() == PGPSignature.BINARY_DOCUMENT
                && HASHES.contains(signature.getHashAlgorithm())
                && signature.getKeyID() == key.getKeyID()
                && !created.isBefore(keyCreated)
                && !created.isAfter(keyCreated.plusSeconds(key.getValidSeconds()))
                && !created.isAfter(now.plus(CLOCK_AHEAD));
    }
}
