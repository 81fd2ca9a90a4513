package dev.omnibridge.operator.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.bcpg.ArmoredInputStream;

/**
 * Texts that must not come out, to be recognized by any piece of {@value #PIECE} characters: a service-account key as it is, as the armor in it and as
 * the packets in that, in base64 or hexadecimal; tokens.
 */
final class SecretTexts {

    /** A piece that is this long is always found. */
    static final int PIECE = 31;

    private static final int WINDOW = (PIECE + 1) / 2;
    private static final int BASE64_ALIGNMENTS = 3;

    private final Set<String> windows = new HashSet<>();

    /** Adds all forms of a service-account key. */
    SecretTexts withKey(String key) {
        byte[] json = Base64.getDecoder().decode(key);
        String armor = armor(json);
        byte[] packets = packets(armor);
        add(key);
        armor.lines().filter(line -> !line.startsWith("-----")).forEach(this::add);
        IntStream.range(0, BASE64_ALIGNMENTS)
                .mapToObj(skipped -> Arrays.copyOfRange(packets, skipped, packets.length))
                .forEach(part -> add(Base64.getEncoder().encodeToString(part)));
        add(HexFormat.of().formatHex(packets));
        // it is in the packets too, and public
        windows.removeAll(windowsOf(ServiceAccountKey.decode(key).fingerprint()));
        return this;
    }

    /** Adds tokens; their headers are the same for all and tell nothing. */
    SecretTexts withTokens(List<String> tokens) {
        tokens.forEach(token -> add(token.substring(token.indexOf('.') + 1)));
        return this;
    }

    /** What of it comes out in a text: the line in which it does, shortened around the place. */
    Optional<String> leakIn(String text) {
        for (int at = 0; at + WINDOW <= text.length(); at += WINDOW) {
            if (windows.contains(text.substring(at, at + WINDOW))) {
                return Optional.of(text.substring(Math.max(0, at - 200), at) + "<secret>");
            }
        }
        return Optional.empty();
    }

    private void add(String secret) {
        windows.addAll(windowsOf(secret));
    }

    private static Set<String> windowsOf(String text) {
        return IntStream.rangeClosed(0, text.length() - WINDOW)
                .mapToObj(at -> text.substring(at, at + WINDOW))
                .collect(Collectors.toSet());
    }

    private static String armor(byte[] json) {
        try {
            return new ObjectMapper()
                    .readTree(new String(json, StandardCharsets.UTF_8))
                    .path("pgp_key")
                    .asText();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no service-account key", e);
        }
    }

    private static byte[] packets(String armor) {
        try (var in = ArmoredInputStream.builder()
                .build(new ByteArrayInputStream(armor.getBytes(StandardCharsets.US_ASCII)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
