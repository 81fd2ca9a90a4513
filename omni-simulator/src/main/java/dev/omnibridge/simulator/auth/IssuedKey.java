package dev.omnibridge.simulator.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.X25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.X25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/**
 * A new key pair of a service account in the form Omni hands out (wire-protocol.md 2): OpenPGP v4, EdDSA on Ed25519 with an encryption
 * subkey, not protected by a passphrase.
 */
public final class IssuedKey {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name;
    private final PGPSecretKeyRing ring;

    private IssuedKey(String name, PGPSecretKeyRing ring) {
        this.name = name;
        this.ring = ring;
    }

    /**
     * Makes a key that is valid from {@code created} for {@code lifetime}, both in whole seconds.
     *
     * @param name name of the service account
     */
    public static IssuedKey generate(String name, Instant created, Duration lifetime) {
        try {
            return new IssuedKey(name, ring(name, Date.from(created), lifetime.toSeconds()));
        } catch (PGPException e) {
            throw new IllegalStateException("no key could be made for the service account " + name, e);
        }
    }

    /** Fingerprint of the primary key, 40 lower-case hexadecimal digits: the id by which Omni knows it. */
    public String fingerprint() {
        return HexFormat.of().formatHex(publicKey().getFingerprint());
    }

    /** The text a client gets in {@code OMNI_SERVICE_ACCOUNT_KEY}. A secret. */
    public String text() {
        try {
            byte[] json =
                    new ObjectMapper().writeValueAsBytes(Map.of("name", name, "pgp_key", armored(ring.getEncoded())));
            return Base64.getEncoder().encodeToString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the key of " + name + " can't be written as JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PGPPublicKey publicKey() {
        return ring.getPublicKey();
    }

    String armoredPublicKey() {
        try {
            return armored(ring.toCertificate().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "key " + fingerprint() + " of " + name;
    }

    private static PGPSecretKeyRing ring(String name, Date created, long seconds) throws PGPException {
        var signing = new Ed25519KeyPairGenerator();
        signing.init(new Ed25519KeyGenerationParameters(RANDOM));
        PGPKeyPair primary = pair(PublicKeyAlgorithmTags.EDDSA_LEGACY, signing.generateKeyPair(), created);
        var encrypting = new X25519KeyPairGenerator();
        encrypting.init(new X25519KeyGenerationParameters(RANDOM));

        var self = new PGPSignatureSubpacketGenerator();
        self.setSignatureCreationTime(false, created);
        self.setKeyFlags(false, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        self.setKeyExpirationTime(false, seconds);
        self.setSignatureExpirationTime(false, seconds);
        var generator = new PGPKeyRingGenerator(
                PGPSignature.POSITIVE_CERTIFICATION,
                primary,
                name + " (simulator) <" + name + "@serviceaccount.omni.sidero.dev>",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                self.generate(),
                null,
                new BcPGPContentSignerBuilder(primary.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                null);
        var binding = new PGPSignatureSubpacketGenerator();
        binding.setSignatureCreationTime(false, created);
        binding.setKeyFlags(false, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
        generator.addSubKey(
                pair(PublicKeyAlgorithmTags.ECDH, encrypting.generateKeyPair(), created), binding.generate(), null);
        return generator.generateSecretKeyRing();
    }

    private static PGPKeyPair pair(int algorithm, AsymmetricCipherKeyPair keys, Date created) throws PGPException {
        return new BcPGPKeyPair(PublicKeyPacket.VERSION_4, algorithm, keys, created);
    }

    private static String armored(byte[] packets) throws IOException {
        var text = new ByteArrayOutputStream();
        try (var armor = ArmoredOutputStream.builder().clearHeaders().build(text)) {
            armor.write(packets);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }
}
