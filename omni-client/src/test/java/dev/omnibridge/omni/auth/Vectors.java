package dev.omnibridge.omni.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** The recorded signing vectors, made with the libraries that Omni uses. */
final class Vectors {

    private static final JsonMapper JSON = new JsonMapper();

    private Vectors() {}

    static JsonNode read(String file) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + file))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> list(String file) {
        List<JsonNode> all = new ArrayList<>();
        read(file).forEach(all::add);
        return all;
    }

    static Map<String, List<String>> headers(JsonNode metadata) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        metadata.properties().forEach(entry -> {
            List<String> values = new ArrayList<>();
            entry.getValue().forEach(value -> values.add(value.textValue()));
            headers.put(entry.getKey(), values);
        });
        return headers;
    }

    static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.textValue());
    }

    /** Checks a detached signature as Omni's OpenPGP layer would, times aside. */
    static boolean verifies(String armoredPublicKey, byte[] signature, byte[] data) {
        try (InputStream key = PGPUtil.getDecoderStream(
                new ByteArrayInputStream(armoredPublicKey.getBytes(StandardCharsets.US_ASCII)))) {
            PGPPublicKey publicKey = new PGPPublicKeyRing(key, new BcKeyFingerprintCalculator()).getPublicKey();
            PGPSignature packet = signature(signature);
            packet.init(new BcPGPContentVerifierBuilderProvider(), publicKey);
            packet.update(data);
            return packet.verify();
        } catch (IOException | PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    static PGPSignature signature(byte[] packet) {
        try {
            return ((PGPSignatureList) Objects.requireNonNull(new BcPGPObjectFactory(packet).nextObject())).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
