package dev.omnibridge.simulator.machine;

import java.util.List;
import java.util.TreeSet;

/** Ids of image factory schematics: equal sets of extensions have equal ids. */
public final class Schematics {

    /** The schematic without any extension. */
    public static final String VANILLA = of(List.of());

    /** The schematic of the image that machines are booted from before anything is installed: with the arguments by which they join. */
    static final String BOOTED = Sha256.hex("customization: extraKernelArgs: [siderolink.api]");

    private Schematics() {}

    /** Id of the schematic with these extensions: 64 hexadecimal digits. */
    public static String of(List<String> extensions) {
        String canonical = String.join(",", new TreeSet<>(extensions));
        return Sha256.hex("customization: systemExtensions: [" + canonical + "]");
    }
}
