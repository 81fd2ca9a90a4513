package dev.omnibridge.kubernetes.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key pair that service-account tokens are signed and checked with. */
final class ServiceAccountKeys {

    private ServiceAccountKeys() {}

    /** Keys that are there stay: tokens of an earlier start then remain valid. */
    static void writeIfMissing(Path privateKey, Path publicKey) throws IOException {
        if (Files.exists(privateKey) && Files.exists(publicKey)) {
            return;
        }
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            ControlPlaneFiles.writeSecret(privateKey, pem("PRIVATE KEY", pair.getPrivate()));
            ControlPlaneFiles.writeSecret(publicKey, pem("PUBLIC KEY", pair.getPublic()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private static String pem(String type, Key key) {
        var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, encoder.encodeToString(key.getEncoded()), type);
    }
}
