package dev.omnibridge.kubernetes.binaries;

import dev.omnibridge.kubernetes.binaries.Availability.Available;
import dev.omnibridge.kubernetes.binaries.Availability.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one way for tests, demo and CI to get at the programs. In this order: the directory named by
 * {@code KUBEBUILDER_ASSETS}, the cache, a download of the envtest archive, a build of our Go module.
 */
public final class Provisioning {
    static final String ASSETS = "KUBEBUILDER_ASSETS";

    private final Map<String, String> environment;
    private final Cache cache;
    private final List<BinarySource> sources;
    private final ProgressListener progress;

    Provisioning(Map<String, String> environment, Cache cache, List<BinarySource> sources, ProgressListener progress) {
        this.environment = environment;
        this.cache = cache;
        this.sources = sources;
        this.progress = progress;
    }

    /** Provisioning with the environment variables, cache directory and tools of this machine. */
    public static Provisioning ofThisMachine(ProgressListener progress) {
        var environment = System.getenv();
        return new Provisioning(
                environment,
                new Cache(Cache.directory(environment)),
                List.of(EnvtestArchive.published(), new GoBuild(GoModule.packaged(), environment)),
                progress);
    }

    /**
     * Finds the programs, or brings them into the cache. The first use on a machine can take minutes; it is reported to
     * the listener, and a second process that asks meanwhile waits for the first.
     */
    public Availability obtain(Controllers needed) throws InterruptedException {
        var tried = new ArrayList<String>();
        Optional<Binaries> present = assets(needed, tried).or(() -> cached(needed));
        if (present.isPresent()) {
            return new Available(present.get());
        }
        tried.add("cache " + cache.root() + ": nothing suitable there");
        for (BinarySource source : sources) {
            if (needed == Controllers.REQUIRED && !source.hasControllers()) {
                tried.add(source.description() + ": left out, it holds no kube-controller-manager");
                continue;
            }
            try {
                return new Available(cache.fill(source, progress));
            } catch (ProvisioningException | IOException e) {
                tried.add(source.description() + ": " + e.getMessage());
                progress.progress(tried.getLast());
            }
        }
        return new Unavailable("No etcd and kube-apiserver on this machine. Tried:\n  - " + String.join("\n  - ", tried)
                + "\nNext step: point " + ASSETS + " at a directory that holds them, or install Go "
                + GoModule.MINIMUM_GO + " or newer (its module proxy must be reachable) and run again.");
    }

    private Optional<Binaries> assets(Controllers needed, List<String> tried) {
        String value = environment.getOrDefault(ASSETS, "");
        if (value.isBlank()) {
            tried.add(ASSETS + " is not set");
            return Optional.empty();
        }
        var found = Binaries.in(Path.of(value));
        if (found.isEmpty()) {
            tried.add(ASSETS + "=" + value + ": no executable etcd and kube-apiserver there");
        } else if (!found.get().suits(needed)) {
            tried.add(ASSETS + "=" + value + ": no kube-controller-manager there, and it is needed");
            return Optional.empty();
        }
        return found;
    }

    /** What is in the cache already, with controllers before without. */
    private Optional<Binaries> cached(Controllers needed) {
        return sources.stream()
                .sorted(Comparator.comparing(BinarySource::hasControllers).reversed())
                .flatMap(source -> cache.find(source).stream())
                .filter(binaries -> binaries.suits(needed))
                .findFirst();
    }
}
