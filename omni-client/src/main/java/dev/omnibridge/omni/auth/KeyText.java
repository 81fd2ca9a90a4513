package dev.omnibridge.omni.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The outer form of a service-account key: base64 of a JSON object with {@code name} and {@code pgp_key}. Surrounding white space and line
 * breaks inside are tolerated, as Omni's own tools do; every other slip of copying is told apart.
 */
record KeyText(String name, String armoredKey) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** Standard base64 has no underscore, so a short word with one before the sign is the name of a variable. */
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export\\s+|set\\s+)?(\\w{1,40}_\\w{1,40}|\\w*KEY|key)\\s*[=:].*", Pattern.DOTALL);

    private static final Pattern NO_BASE64 = Pattern.compile("[^A-Za-z0-9+/=]");

    static KeyText parse(String text) {
        String value = text.strip();
        refuseOtherForms(value);
        return ofJson(decode(value.replace("\r", "").replace("\n", "")));
    }

    private static void refuseOtherForms(String value) {
        if (value.isEmpty()) {
            throw new InvalidKeyException(KeyProblem.EMPTY, "the value is empty");
        }
        if (value.startsWith("-----BEGIN PGP")) {
            throw new InvalidKeyException(KeyProblem.ARMORED_KEY_PASTED, "this is an armored OpenPGP key");
        }
        Matcher assignment = ASSIGNMENT.matcher(value);
        if (assignment.matches()) {
            throw new InvalidKeyException(
                    KeyProblem.ASSIGNMENT_PASTED,
                    "the value begins with the name of a variable, " + assignment.group(1));
        }
        char first = value.charAt(0);
        if (first == '"' || first == '\'' || first == '`' || value.endsWith("\"") || value.endsWith("'")) {
            throw new InvalidKeyException(KeyProblem.QUOTED, "the value stands in quotes");
        }
        if (first == '{') {
            throw new InvalidKeyException(KeyProblem.JSON_PASTED, "this is JSON that is not encoded in base64");
        }
    }

    private static byte[] decode(String value) {
        if (value.chars().anyMatch(Character::isWhitespace)) {
            throw new InvalidKeyException(KeyProblem.EMBEDDED_WHITESPACE, "there are blanks or tabs inside the value");
        }
        Matcher foreign = NO_BASE64.matcher(value);
        if (foreign.find()) {
            boolean urlSafe = foreign.group().equals("-") || foreign.group().equals("_");
            throw urlSafe
                    ? new InvalidKeyException(KeyProblem.URL_SAFE_BASE64, "the value uses the URL-safe base64 alphabet")
                    : new InvalidKeyException(
                            KeyProblem.NOT_BASE64,
                            "character " + (foreign.start() + 1) + " of " + value.length()
                                    + " does not belong to base64");
        }
        try {
            if (value.length() % 4 != 0) {
                throw new IllegalArgumentException("padding is missing");
            }
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException(
                    KeyProblem.NOT_BASE64,
                    "the " + value.length() + " characters are no complete base64: the value is cut off");
        }
    }

    private static KeyText ofJson(byte[] decoded) {
        String json = new String(decoded, StandardCharsets.UTF_8).strip();
        if (json.startsWith("eyJ")) {
            throw new InvalidKeyException(KeyProblem.ENCODED_TWICE, "the value is encoded in base64 twice");
        }
        if (json.startsWith("-----BEGIN PGP")) {
            throw new InvalidKeyException(KeyProblem.ARMORED_KEY_PASTED, "this is an armored OpenPGP key in base64");
        }
        JsonNode object = tree(json);
        String name = member(object, "name", KeyProblem.NAME_MISSING);
        if (!name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new InvalidKeyException(
                    KeyProblem.NAME_INVALID,
                    "the name of the service account contains a blank or a character outside ASCII");
        }
        return new KeyText(name, member(object, "pgp_key", KeyProblem.PGP_KEY_MISSING));
    }

    private static JsonNode tree(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node.isObject()) {
                return node;
            }
            throw new InvalidKeyException(
                    KeyProblem.NOT_JSON, "the value decodes to something else than a JSON object");
        } catch (JsonProcessingException e) {
            throw new InvalidKeyException(
                    KeyProblem.NOT_JSON, "the value decodes to " + json.length() + " characters that are no JSON");
        }
    }

    private static String member(JsonNode object, String name, KeyProblem ifMissing) {
        JsonNode member = object.path(name);
        if (!member.isTextual() || member.textValue().isBlank()) {
            throw new InvalidKeyException(ifMissing, "its JSON has no text in " + name);
        }
        return member.textValue();
    }

    /** Masked: the armored key is the secret. */
    @Override
    public String toString() {
        return "KeyText[" + name + ", ***]";
    }
}
