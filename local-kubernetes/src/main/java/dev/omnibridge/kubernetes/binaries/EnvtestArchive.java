package dev.omnibridge.kubernetes.binaries;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The archive that the Kubernetes project publishes for tests of controllers: etcd, kube-apiserver and kubectl.
 *
 * @param version the Kubernetes version, without {@code v}
 * @param address where the archive is
 * @param sha512 its published checksum, in hexadecimal
 * @param platform the operating system and processor that its programs run on, as in {@code linux-amd64}
 */
record EnvtestArchive(String version, URI address, String sha512, String platform) implements BinarySource {

    /** 1.35.0 is the only 1.35 among the published archives; checksum from envtest-releases.yaml of controller-tools. */
    static EnvtestArchive published() {
        return new EnvtestArchive(
                "1.35.0",
                URI.create("https://github.com/kubernetes-sigs/controller-tools/releases/download/"
                        + "envtest-v1.35.0/envtest-v1.35.0-linux-amd64.tar.gz"),
                "130369c16f076e724d089189afaede960316f5f5dea6cf57be7a4fc6f09c7734"
                        + "2893192509790e4056e116e232dff832ed863f5bd55dcb55d38f3ab834828a11",
                "linux-amd64");
    }

    @Override
    public String cacheName() {
        return "envtest-" + version + "-" + sha512.substring(0, 12);
    }

    @Override
    public String description() {
        return "download of " + address;
    }

    @Override
    public boolean hasControllers() {
        return false;
    }

    @Override
    public void fill(Path target, ProgressListener progress) throws ProvisioningException, InterruptedException {
        if (!platform.equals(thisPlatform())) {
            throw new ProvisioningException("the archive is for " + platform + ", this machine is " + thisPlatform());
        }
        Path archive = target.resolve("envtest.tar.gz");
        try {
            progress.progress("downloading Kubernetes " + version + " (52 MB, first use only) from " + address);
            new Download(address, sha512).to(archive);
            new Command(List.of("tar", "-xzf", archive.toString(), "--strip-components=2", "-C", target.toString()))
                    .run(progress::progress);
            Files.delete(archive);
        } catch (IOException e) {
            throw new ProvisioningException("cannot unpack the archive: " + e.getMessage(), e);
        }
    }

    static String thisPlatform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return system.replace(" ", "") + "-" + (processor.equals("x86_64") ? "amd64" : processor);
    }
}
