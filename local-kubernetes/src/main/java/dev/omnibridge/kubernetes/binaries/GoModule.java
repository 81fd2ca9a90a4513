package dev.omnibridge.kubernetes.binaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The sources of our server program: one Go module that depends on Kubernetes and etcd. They travel inside the jar, so
 * that a build works from any working directory.
 *
 * @param files the content of each file by its path in the module
 */
record GoModule(SortedMap<String, String> files) {
    /** The oldest Go that {@code go.mod} accepts. */
    static final String MINIMUM_GO = "1.25";

    /** A jar cannot list its resources; a test compares these names with the module's directory. */
    private static final String[] PACKAGED = {"go.mod", "go.sum", "internal/lifeline/lifeline.go", "main.go"};

    private static final Pattern KUBERNETES = Pattern.compile("(?m)^\\s*k8s\\.io/kubernetes v(\\S+)");

    /** The module in this jar. */
    static GoModule packaged() {
        var files = new TreeMap<String, String>();
        for (String name : PACKAGED) {
            try (var in = GoModule.class.getResourceAsStream("/dev/omnibridge/kubernetes/server/module/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("the jar lacks " + name + " of the Go module; build it again");
                }
                files.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new GoModule(files);
    }

    /** The Kubernetes version that the module requires, without {@code v}. */
    String kubernetesVersion() {
        var version = KUBERNETES.matcher(files.getOrDefault("go.mod", ""));
        if (!version.find()) {
            throw new IllegalStateException("go.mod requires no k8s.io/kubernetes");
        }
        return version.group(1);
    }

    /** Twelve hexadecimal digits that change with any file of the module. */
    String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, String> file : files.entrySet()) {
                digest.update((file.getKey() + "\0" + file.getValue() + "\0").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Writes the sources below {@code directory}. */
    void writeTo(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
    }
}
