package dev.omnibridge.omni.auth;

/** Why a text is no usable service-account key. Each names the next step; none ever carries a part of the key. */
public enum KeyProblem {
    EMPTY("paste the value that Omni showed when the service account was created"),
    ASSIGNMENT_PASTED("keep only what follows the equals sign"),
    QUOTED("remove the quotes around the value"),
    EMBEDDED_WHITESPACE("join the value to one line without blanks"),
    ARMORED_KEY_PASTED(
            "use the value of OMNI_SERVICE_ACCOUNT_KEY that Omni showed; it wraps this key together with its name"),
    JSON_PASTED("encode this JSON in base64, or use the value of OMNI_SERVICE_ACCOUNT_KEY as Omni showed it"),
    URL_SAFE_BASE64("use the standard base64 alphabet, with + and /"),
    NOT_BASE64("copy the whole value again, from its first character to its padding"),
    ENCODED_TWICE("decode it once; in a Secret use stringData, or encode the value only once for data"),
    NOT_JSON("copy the whole value again; it decodes to a JSON object with name and pgp_key"),
    NAME_MISSING("copy the whole value again; its JSON must hold the name of the service account"),
    NAME_INVALID("use the name that the service account has in Omni, without blanks"),
    PGP_KEY_MISSING("copy the whole value again; its JSON must hold the armored private key"),
    BROKEN_ARMOR("copy the whole value again, or create a new key in Omni"),
    PUBLIC_KEY("use the value that Omni showed at creation; the public key can't sign"),
    PASSPHRASE_PROTECTED("export the key without a passphrase, or create a new key in Omni"),
    UNSUPPORTED_ALGORITHM("create a new key in Omni; it makes Ed25519 keys in version 4"),
    NOT_FOR_SIGNING("create a new key in Omni; its primary key may sign"),
    NO_EXPIRY("create a new key in Omni; it accepts only keys that expire"),
    EXPIRED("create a new key for the service account in Omni and replace the old one");

    private final String nextStep;

    KeyProblem(String nextStep) {
        this.nextStep = nextStep;
    }

    /** What a person does about it. */
    public String nextStep() {
        return nextStep;
    }
}
