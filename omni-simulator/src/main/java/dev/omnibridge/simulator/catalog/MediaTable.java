package dev.omnibridge.simulator.catalog;

import dev.omnibridge.omni.proto.specs.InstallationMediaSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The images that Omni offers to boot machines from, as in {@code media.tsv}; none can be had here. */
public final class MediaTable {

    private static final String OWNER = "InstallationMediaController";
    private static final String COMPRESSED = "application/x-xz";
    private static final String RAW = "raw.xz";
    private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

    private MediaTable() {}

    /**
     * Writes the table into a store.
     *
     * @param account name of the account, which is in the names of the files
     */
    public static void publish(Store store, String account) {
        var table = Objects.requireNonNull(MediaTable.class.getResourceAsStream("media.tsv"), "media.tsv");
        try (var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> publish(store, account, cells));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void publish(Store store, String account, String[] cells) {
        switch (cells[0]) {
            case "platform" ->
                ARCHITECTURES.forEach(architecture -> {
                    String file = cells[2] + "-" + architecture;
                    create(
                            store,
                            file + "." + cells[3],
                            media(cells[1] + " (" + architecture + ")", architecture, cells[2], file, account)
                                    .setExtension(cells[3])
                                    .setContentType(cells[4]));
                });
            case "board" ->
                create(
                        store,
                        cells[2] + "." + RAW,
                        media(cells[1], "arm64", "metal", "metal-" + cells[3], account)
                                .setExtension(RAW)
                                .setContentType(COMPRESSED)
                                .setNoSecureBoot(true)
                                .setOverlay(cells[3])
                                .setMinTalosVersion(cells[4]));
            default -> throw new IllegalArgumentException("neither a platform nor a board: " + cells[0]);
        }
    }

    private static InstallationMediaSpec.Builder media(
            String name, String architecture, String profile, String file, String account) {
        return InstallationMediaSpec.newBuilder()
                .setName(name)
                .setArchitecture(architecture)
                .setProfile(profile)
                .setDestFilePrefix(file + "-omni-" + account);
    }

    private static void create(Store store, String id, InstallationMediaSpec.Builder media) {
        store.create(OWNER, Resource.of(JoiningKinds.INSTALLATION_MEDIAS, id, media.build()));
    }
}
