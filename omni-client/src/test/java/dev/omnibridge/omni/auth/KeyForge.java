package dev.omnibridge.omni.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.jspecify.annotations.Nullable;

/** Makes service-account keys for tests: by default one that is good for a year from its creation. */
public final class KeyForge {

    private String name = "forged";
    private Instant created = Instant.parse("2026-01-01T00:00:00Z");
    private Duration lifetime = Duration.ofDays(365);
    private int flags = KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA;
    private @Nullable String passphrase;

    public static KeyForge key() {
        return new KeyForge();
    }

    public KeyForge named(String newName) {
        name = newName;
        return this;
    }

    public KeyForge created(Instant at) {
        created = at;
        return this;
    }

    public KeyForge livingFor(Duration newLifetime) {
        lifetime = newLifetime;
        return this;
    }

    KeyForge withFlags(int newFlags) {
        flags = newFlags;
        return this;
    }

    KeyForge protectedBy(String newPassphrase) {
        passphrase = newPassphrase;
        return this;
    }

    /** The value of OMNI_SERVICE_ACCOUNT_KEY. */
    public String text() {
        return encode(name, armored());
    }

    public ServiceAccountKey decoded() {
        return ServiceAccountKey.decode(text());
    }

    static String encode(String name, String armored) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("pgp_key", armored)
                .toString();
        return encode(json);
    }

    static String encode(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    String armored() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ArmoredOutputStream armor = new ArmoredOutputStream(bytes)) {
                ring().generateSecretKeyRing().encode(armor);
            }
            return bytes.toString(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private PGPKeyRingGenerator ring() throws PGPException {
        PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setKeyExpirationTime(false, lifetime.toSeconds());
        subpackets.setKeyFlags(false, flags);
        PGPKeyPair primary = signingPair();
        return new PGPKeyRingGenerator(
                PGPSignature.POSITIVE_CERTIFICATION,
                primary,
                name + " <" + name + "@serviceaccount.omni.sidero.dev>",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                subpackets.generate(),
                null,
                new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA256),
                encryptor());
    }

    private PGPKeyPair signingPair() throws PGPException {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return new BcPGPKeyPair(
                PublicKeyPacket.VERSION_4, PublicKeyAlgorithmTags.EDDSA_LEGACY, pair, Date.from(created));
    }

    private @Nullable PBESecretKeyEncryptor encryptor() throws PGPException {
        if (passphrase == null) {
            return null;
        }
        return new BcPBESecretKeyEncryptorBuilder(
                        SymmetricKeyAlgorithmTags.AES_256,
                        new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA256))
                .build(passphrase.toCharArray());
    }
}
