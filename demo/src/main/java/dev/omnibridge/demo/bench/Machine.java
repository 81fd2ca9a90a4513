package dev.omnibridge.demo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Facts about this machine and its processes, as Linux tells them in {@code /proc}. */
final class Machine {
    private static final Path PROC = Path.of("/proc");
    private static final double KIB_PER_GIB = 1024.0 * 1024.0;

    private Machine() {}

    /** One line: processor, cores, memory, Java. */
    static String facts() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GiB, Java %s",
                value(PROC.resolve("cpuinfo"), "model name\\s*: (.+)").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                value(PROC.resolve("meminfo"), "MemTotal:\\s*([0-9]+) kB")
                        .map(kib -> Long.parseLong(kib) / KIB_PER_GIB)
                        .orElse(0.0),
                Runtime.version());
    }

    /** Load average of the last minute; over the number of cores, others were waiting for the processor too. */
    static String load() {
        return value(PROC.resolve("loadavg"), "^([0-9.]+)").orElse("unknown");
    }

    /** Resident memory of a process in MB (2^20 bytes), now. */
    static long residentMegabytes(long pid) {
        return value(PROC.resolve(Long.toString(pid)).resolve("status"), "VmRSS:\\s*([0-9]+) kB")
                .map(kib -> Long.parseLong(kib) / 1024)
                .orElseThrow(() -> new IllegalStateException("process " + pid + " tells no VmRSS; is it gone?"));
    }

    private static Optional<String> value(Path file, String pattern) {
        try {
            var found = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(file));
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark needs Linux: cannot read " + file, e);
        }
    }
}
