package dev.omnibridge.operator.omni;

import java.util.Locale;
import java.util.regex.Pattern;

/** Kinds of Omni's validation errors, told apart by text because they share the code INVALID_ARGUMENT; texts as recorded on Omni 1.10. */
enum Refusal {
    /** The cluster or a machine is locked. */
    LOCKED("(cluster|node)( \"[^\"]*\")? is locked"),
    /** What it belongs to is on its way out. */
    GOING_AWAY("tearing down|being destroyed"),
    /** Omni's validation does not see the cluster or set yet: it reads a cache, and we may just have made it. */
    PARENT_UNKNOWN("the (cluster|machine set)( \"[^\"]*\")? does not exist"),
    VERSION_UNKNOWN("invalid talos version|no longer supported|not supported by this"),
    VERSIONS_INCOMPATIBLE("is not compatible with talos version"),
    UPGRADE_NOT_POSSIBLE("not supported for upgrade|downgrading from version"),
    IMMUTABLE("changing value of label|updating disk encryption settings"),
    /** It names something that Omni does not have. */
    REFERENCE_UNKNOWN("doesn't exist|does not exist"),
    OTHER("");

    private final Pattern text;

    Refusal(String text) {
        this.text = Pattern.compile(text);
    }

    /** The first kind whose text occurs in the message. */
    static Refusal of(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        for (Refusal refusal : values()) {
            if (refusal.text.matcher(lower).find()) {
                return refusal;
            }
        }
        return OTHER;
    }
}
