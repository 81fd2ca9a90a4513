package dev.omnibridge.kubernetes;

import dev.omnibridge.kubernetes.binaries.Controllers;
import dev.omnibridge.kubernetes.binaries.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a local Kubernetes is to be like. Begin with {@link #defaults()}.
 *
 * @param users users by token, beside the administrator who is always there
 * @param controllers whether to start without a controller manager where there is none
 * @param dataDirectory where data is kept over restarts; empty for a temporary directory that is removed at the end
 * @param apiServerFlags flags for kube-apiserver beyond ours, such as {@code --audit-log-path=...}
 * @param startLimit how long each process may take until it is ready
 * @param progress hears of a download or build at the first use on a machine
 */
public record LocalKubernetesOptions(
        List<User> users,
        Controllers controllers,
        Optional<Path> dataDirectory,
        List<String> apiServerFlags,
        Duration startLimit,
        ProgressListener progress) {

    /** Refuses two users of one name. */
    public LocalKubernetesOptions {
        users = List.copyOf(users);
        apiServerFlags = List.copyOf(apiServerFlags);
        var names = Stream.concat(
                        Stream.of(LocalKubernetes.ADMIN), users.stream().map(User::name))
                .toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("user names must differ, found " + names);
        }
    }

    /** The administrator only, temporary data, controllers where there are some, a minute for each process. */
    public static LocalKubernetesOptions defaults() {
        return new LocalKubernetesOptions(
                List.of(),
                Controllers.IF_AVAILABLE,
                Optional.empty(),
                List.of(),
                Duration.ofMinutes(1),
                ProgressListener.standardError());
    }

    /** The same with these users instead of the ones before. */
    public LocalKubernetesOptions withUsers(User... newUsers) {
        return new LocalKubernetesOptions(
                List.of(newUsers), controllers, dataDirectory, apiServerFlags, startLimit, progress);
    }

    /** The same with another need for controllers. */
    public LocalKubernetesOptions withControllers(Controllers newControllers) {
        return new LocalKubernetesOptions(users, newControllers, dataDirectory, apiServerFlags, startLimit, progress);
    }

    /** The same with data that outlives the process. */
    public LocalKubernetesOptions withDataDirectory(Path directory) {
        return new LocalKubernetesOptions(
                users, controllers, Optional.of(directory), apiServerFlags, startLimit, progress);
    }

    /** The same with further flags for kube-apiserver. */
    public LocalKubernetesOptions withApiServerFlags(String... flags) {
        return new LocalKubernetesOptions(users, controllers, dataDirectory, List.of(flags), startLimit, progress);
    }

    /** The same with another limit for each process's start. */
    public LocalKubernetesOptions withStartLimit(Duration limit) {
        return new LocalKubernetesOptions(users, controllers, dataDirectory, apiServerFlags, limit, progress);
    }

    /** The same with another listener. */
    public LocalKubernetesOptions withProgress(ProgressListener listener) {
        return new LocalKubernetesOptions(users, controllers, dataDirectory, apiServerFlags, startLimit, listener);
    }
}
