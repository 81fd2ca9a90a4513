package dev.omnibridge.kubernetes.binaries;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The programs of earlier runs, one directory for each content. A directory appears under its name only when it is
 * complete: it is filled under another name and then moved.
 *
 * @param root the cache directory; created when first filled
 */
record Cache(Path root) {
    /** File locks are held by the whole JVM, so threads need a lock of their own in front. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private static final String UNFINISHED = ".unfinished-";

    /** {@code OMNIBRIDGE_CACHE}, else {@code omnibridge} in {@code XDG_CACHE_HOME}, else {@code ~/.cache/omnibridge}. */
    static Path directory(Map<String, String> environment) {
        String own = environment.getOrDefault("OMNIBRIDGE_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("omnibridge");
    }

    Optional<Binaries> find(BinarySource source) {
        return Binaries.in(root.resolve(source.cacheName()));
    }

    /** What the source brings, from the cache if another process was faster. One process at a time fills the cache. */
    Binaries fill(BinarySource source, ProgressListener progress)
            throws ProvisioningException, IOException, InterruptedException {
        Files.createDirectories(root);
        THREADS.lockInterruptibly();
        try (var file = FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock(file, progress)) {
            var done = find(source);
            return done.isPresent() ? done.get() : fillLocked(source, progress);
        } finally {
            THREADS.unlock();
        }
    }

    private FileLock lock(FileChannel file, ProgressListener progress) throws IOException {
        var lock = file.tryLock();
        if (lock != null) {
            return lock;
        }
        progress.progress("waiting for another process that fills " + root);
        return file.lock();
    }

    private Binaries fillLocked(BinarySource source, ProgressListener progress)
            throws ProvisioningException, IOException, InterruptedException {
        removeUnfinished();
        Path unfinished = Files.createTempDirectory(root, UNFINISHED);
        try {
            source.fill(unfinished, progress);
            if (Binaries.in(unfinished).isEmpty()) {
                throw new ProvisioningException("it brought no executable etcd and kube-apiserver");
            }
            Path complete = root.resolve(source.cacheName());
            // a directory of that name without the programs is a damaged one
            Directories.delete(complete);
            Files.move(unfinished, complete, StandardCopyOption.ATOMIC_MOVE);
            progress.progress("ready: " + complete);
            return new Binaries(complete);
        } finally {
            Directories.delete(unfinished);
        }
    }

    /** Leftovers of killed processes; nobody is at work on them, as the lock is ours. */
    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(root, UNFINISHED + "*")) {
            for (Path leftover : leftovers) {
                Directories.delete(leftover);
            }
        }
    }
}
