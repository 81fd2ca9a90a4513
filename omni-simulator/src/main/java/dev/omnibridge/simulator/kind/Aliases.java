package dev.omnibridge.simulator.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The names under which omnictl finds a kind, made from its full name by COSI's rule: the singular, and the initials. */
final class Aliases {

    private static final Pattern PLURAL_IN_ES = Pattern.compile("(?:ss|us|ch)es$");
    private static final Map<String, String> GIVEN = Map.of("ResourceDefinitions", "api-resources", "Namespaces", "ns");

    private Aliases() {}

    /** The singular, as it stands in tables. */
    static String singular(String plural) {
        if (plural.endsWith("ies")) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        int suffix = PLURAL_IN_ES.matcher(plural).find() ? 2 : 1;
        return plural.substring(0, plural.length() - suffix);
    }

    /** What people write. */
    static List<String> forPeople(Kind kind) {
        List<String> aliases = new ArrayList<>();
        if (GIVEN.containsKey(kind.plural())) {
            aliases.add(GIVEN.get(kind.plural()));
        }
        aliases.add(lower(singular(kind.plural())));
        String initials = lower(kind.plural().replaceAll("[^A-Z]", ""));
        if (initials.length() > 1) {
            aliases.add(initials);
            if (!initials.endsWith("s")) {
                aliases.add(initials + "s");
            }
        }
        return aliases;
    }

    /** What is matched: the plural with ever more of the domain, and what people write. */
    static List<String> all(Kind kind) {
        List<String> aliases = new ArrayList<>();
        StringBuilder name = new StringBuilder(lower(kind.plural()));
        for (String part : kind.domain().split("\\.", -1)) {
            aliases.add(name.toString());
            name.append('.').append(part);
        }
        aliases.addAll(forPeople(kind));
        return aliases;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
