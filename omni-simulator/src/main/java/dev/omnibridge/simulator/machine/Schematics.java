package dev.omnibridge.simulator.machine;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What goes into an image of Talos. Its id is the hash of its text, as the image factory makes it. */
public final class Schematics {

    /** What YAML takes for a string as it stands; the rest is quoted. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._,/=:?@&+\\[\\]-]*[A-Za-z0-9]");

    private static final String NOTHING = "customization: {}\n";

    /** The schematic without any extension. */
    public static final String VANILLA = of(List.of());

    /** The schematic of the image that machines are booted from before anything is installed: with the arguments by which they join. */
    static final String BOOTED = Sha256.hex(text(List.of("siderolink.api"), List.of()));

    private Schematics() {}

    /** Id of the schematic with these extensions: 64 hexadecimal digits. */
    public static String of(List<String> extensions) {
        return Sha256.hex(text(List.of(), extensions));
    }

    /** The schematic as YAML: kernel arguments in the given order, extensions in that of their names, each once. */
    public static String text(List<String> kernelArgs, List<String> extensions) {
        if (kernelArgs.isEmpty() && extensions.isEmpty()) {
            return NOTHING;
        }
        StringBuilder text = new StringBuilder("customization:\n");
        if (!kernelArgs.isEmpty()) {
            text.append("    extraKernelArgs:\n");
            kernelArgs.forEach(arg ->
                    text.append(" ".repeat(8)).append("- ").append(scalar(arg)).append('\n'));
        }
        if (!extensions.isEmpty()) {
            text.append("    systemExtensions:\n        officialExtensions:\n");
            new TreeSet<>(extensions)
                    .forEach(name -> text.append(" ".repeat(12))
                            .append("- ")
                            .append(scalar(name))
                            .append('\n'));
        }
        return text.toString();
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
    }
}
