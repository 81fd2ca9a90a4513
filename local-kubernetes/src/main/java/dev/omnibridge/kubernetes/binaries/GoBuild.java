package dev.omnibridge.kubernetes.binaries;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds our server program with the Go tools of this machine: one binary that acts as etcd, kube-apiserver or
 * kube-controller-manager, depending on the name it is called by.
 *
 * @param module the sources
 * @param environment the environment variables; {@code PATH} says where Go is looked for
 */
record GoBuild(GoModule module, Map<String, String> environment) implements BinarySource {
    private static final String PROGRAM = "kubernetes";

    /** A full build compiles about this many packages; only for the progress lines. */
    private static final int PACKAGES = 2_400;

    private static final int REPORT_EVERY = 200;

    @Override
    public String cacheName() {
        return "kubernetes-" + module.kubernetesVersion() + "-" + module.hash();
    }

    @Override
    public String description() {
        return "build with Go";
    }

    @Override
    public boolean hasControllers() {
        return true;
    }

    @Override
    public void fill(Path target, ProgressListener progress) throws ProvisioningException, InterruptedException {
        Path go = goProgram();
        progress.progress("building Kubernetes " + module.kubernetesVersion() + " with " + go
                + " (first use only, about 5 minutes on two cores)");
        try {
            Path sources = target.resolve("module");
            module.writeTo(sources);
            new Command(arguments(go, target), sources, goEnvironment()).run(new Report(progress)::line);
            Directories.delete(sources);
            for (String name : List.of(Binaries.ETCD, Binaries.API_SERVER, Binaries.CONTROLLER_MANAGER)) {
                Files.createSymbolicLink(target.resolve(name), Path.of(PROGRAM));
            }
        } catch (IOException e) {
            throw new ProvisioningException("cannot write to " + target + ": " + e.getMessage(), e);
        }
    }

    private Path goProgram() throws ProvisioningException {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, "go"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new ProvisioningException("no `go` on the PATH"));
    }

    private List<String> arguments(Path go, Path target) {
        String output = target.resolve(PROGRAM).toAbsolutePath().toString();
        return List.of(go.toString(), "build", "-v", "-ldflags", linkerFlags(), "-o", output, ".");
    }

    private static Map<String, String> goEnvironment() {
        // flags of the person's own, such as -mod=vendor, would break a build that is not theirs
        return Map.of("CGO_ENABLED", "0", "GOFLAGS", "-trimpath -buildvcs=false", "GOWORK", "off");
    }

    /** Without a version in its binary the server reports one that clients cannot parse. */
    private String linkerFlags() {
        String version = module.kubernetesVersion();
        String[] parts = version.split("\\.", -1);
        return Stream.of("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
                .flatMap(name -> Stream.of(
                        name + ".gitVersion=v" + version,
                        name + ".gitMajor=" + parts[0],
                        name + ".gitMinor=" + parts[1],
                        name + ".gitTreeState=clean"))
                .map(value -> "-X " + value)
                .collect(Collectors.joining(" ", "-s -w ", ""));
    }

    /** Thins out Go's output: it prints a line for each download and each compiled package. */
    private record Report(ProgressListener progress, AtomicInteger compiled, AtomicInteger downloaded) {
        Report(ProgressListener progress) {
            this(progress, new AtomicInteger(), new AtomicInteger());
        }

        void line(String line) {
            if (line.startsWith("go: downloading")) {
                if (downloaded.incrementAndGet() == 1) {
                    progress.progress("  downloading Go modules (about 90 MB)");
                }
            } else if (compiled.incrementAndGet() % REPORT_EVERY == 0) {
                progress.progress("  compiled " + compiled + " of about " + PACKAGES + " packages");
            }
        }
    }
}
