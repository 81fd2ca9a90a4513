package dev.omnibridge.omni.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/** The OpenPGP primary key inside a service-account key. Only BouncyCastle's lightweight classes: no provider is registered. */
record SigningKey(PGPPublicKey publicKey, PGPPrivateKey privateKey, Instant created, Instant expiry) {

    /** Algorithms that Omni verifies and a v4 primary key can have. */
    private static final Set<Integer> ALGORITHMS = Set.of(
            PublicKeyAlgorithmTags.EDDSA_LEGACY,
            PublicKeyAlgorithmTags.Ed25519,
            PublicKeyAlgorithmTags.ECDSA,
            PublicKeyAlgorithmTags.RSA_GENERAL,
            PublicKeyAlgorithmTags.RSA_SIGN);

    static SigningKey parse(String armored) {
        PGPSecretKey secret = readRing(armored).getSecretKey();
        PGPPublicKey key = secret.getPublicKey();
        // Omni finds keys by the 20 bytes of a v4 fingerprint only.
        if (key.getVersion() != 4 || !ALGORITHMS.contains(key.getAlgorithm())) {
            throw new InvalidKeyException(
                    KeyProblem.UNSUPPORTED_ALGORITHM,
                    "the OpenPGP key has version " + key.getVersion() + " and algorithm " + key.getAlgorithm());
        }
        if (!maySign(key)) {
            throw new InvalidKeyException(
                    KeyProblem.NOT_FOR_SIGNING, "the OpenPGP primary key is not meant for signing");
        }
        if (key.getValidSeconds() == 0) {
            throw new InvalidKeyException(KeyProblem.NO_EXPIRY, "the OpenPGP key never expires");
        }
        Instant created = key.getCreationTime().toInstant();
        return new SigningKey(key, unlock(secret), created, created.plusSeconds(key.getValidSeconds()));
    }

    /** The v4 fingerprint as Omni writes it: 40 hexadecimal digits in lower case. */
    String fingerprint() {
        return HexFormat.of().formatHex(publicKey.getFingerprint());
    }

    /** A detached binary signature packet over the data, dated at the given moment. */
    byte[] sign(byte[] data, Instant at) {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), HashAlgorithmTags.SHA256), publicKey);
            generator.init(PGPSignature.BINARY_DOCUMENT, privateKey);
            PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
            subpackets.setSignatureCreationTime(false, Date.from(at));
            subpackets.setIssuerFingerprint(false, publicKey);
            generator.setHashedSubpackets(subpackets.generate());
            generator.update(data);
            return generator.generate().getEncoded();
        } catch (PGPException e) {
            throw new IllegalStateException("the OpenPGP key refuses to sign: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("encoding a signature in memory failed", e);
        }
    }

    private static PGPSecretKeyRing readRing(String armored) {
        try (InputStream in =
                PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.UTF_8)))) {
            return switch (new BcPGPObjectFactory(in).nextObject()) {
                case PGPSecretKeyRing ring -> ring;
                case PGPPublicKeyRing _ ->
                    throw new InvalidKeyException(KeyProblem.PUBLIC_KEY, "its pgp_key is a public key");
                case null, default ->
                    throw new InvalidKeyException(KeyProblem.BROKEN_ARMOR, "its pgp_key holds no OpenPGP private key");
            };
        } catch (IOException | RuntimeException e) {
            if (e instanceof InvalidKeyException known) {
                throw known;
            }
            throw new InvalidKeyException(KeyProblem.BROKEN_ARMOR, "its pgp_key is damaged and can't be read");
        }
    }

    private static PGPPrivateKey unlock(PGPSecretKey secret) {
        InvalidKeyException locked = new InvalidKeyException(
                KeyProblem.PASSPHRASE_PROTECTED, "the OpenPGP key is protected by a passphrase");
        if (secret.getKeyEncryptionAlgorithm() != 0) {
            throw locked;
        }
        try {
            PGPPrivateKey key = secret.extractPrivateKey(null);
            if (key == null) {
                throw new InvalidKeyException(KeyProblem.PUBLIC_KEY, "the OpenPGP key comes without its private part");
            }
            return key;
        } catch (PGPException e) {
            throw locked;
        }
    }

    /** Keys without flags in their self-signatures may do everything their algorithm can. */
    private static boolean maySign(PGPPublicKey key) {
        Iterator<PGPSignature> signatures = key.getSignatures();
        boolean anyFlags = false;
        while (signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            boolean own = signature.getKeyID() == key.getKeyID() && signature.getHashedSubPackets() != null;
            int flags = own ? signature.getHashedSubPackets().getKeyFlags() : 0;
            if ((flags & KeyFlags.SIGN_DATA) != 0) {
                return true;
            }
            anyFlags |= flags != 0;
        }
        return !anyFlags;
    }

    /** Masked: holds the private key. */
    @Override
    public String toString() {
        return "SigningKey[" + fingerprint() + "]";
    }
}
