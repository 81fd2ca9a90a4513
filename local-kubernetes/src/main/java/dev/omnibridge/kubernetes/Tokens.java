package dev.omnibridge.kubernetes;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A fresh random token for each user; valid for one run. */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<User, String> byUser = new LinkedHashMap<>();

    Tokens(List<User> users) {
        for (User user : users) {
            byte[] bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            byUser.put(user, HexFormat.of().formatHex(bytes));
        }
    }

    List<User> users() {
        return List.copyOf(byUser.keySet());
    }

    String of(String userName) {
        return byUser.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(userName))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no user '" + userName + "' was given to the start; known: "
                                + users().stream().map(User::name).toList()));
    }

    /** The format of {@code --token-auth-file}: token, name, uid, groups. */
    String file() {
        return byUser.entrySet().stream()
                .map(entry -> "%s,%s,%s,\"%s\"\n"
                        .formatted(
                                entry.getValue(),
                                entry.getKey().name(),
                                entry.getKey().name(),
                                String.join(",", entry.getKey().groups())))
                .collect(Collectors.joining());
    }
}
