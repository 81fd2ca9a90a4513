package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.KubeconfigRequest;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.ClusterRoles;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.proxy.Tokens;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreException;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes kubeconfigs in the three ways Omni has (wire-protocol.md 8; texts and YAML of omni/recorded/probe-kubeconfig.jsonl). */
final class Kubeconfigs {

    private static final Duration LONGEST = Duration.ofHours(87_600);
    private static final Set<String> GRANT_TYPES = Set.of("", "auto", "authcode", "authcode-keyboard");

    private final String account;
    private final Store store;
    private final ClusterRoles roles;
    private final Tokens tokens;
    private final Supplier<String> proxyUrl;
    private final Supplier<String> apiUrl;

    Kubeconfigs(
            String account,
            Store store,
            ClusterRoles roles,
            Tokens tokens,
            Supplier<String> proxyUrl,
            Supplier<String> apiUrl) {
        this.account = account;
        this.store = store;
        this.roles = roles;
        this.tokens = tokens;
        this.proxyUrl = proxyUrl;
        this.apiUrl = apiUrl;
    }

    String make(Caller caller, Optional<String> cluster, KubeconfigRequest request) {
        if (request.getBreakGlass()) {
            return breakGlass(caller, cluster);
        }
        return request.getServiceAccount()
                ? serviceAccount(caller, cluster, request)
                : interactive(caller, cluster, request);
    }

    private String serviceAccount(Caller caller, Optional<String> cluster, KubeconfigRequest request) {
        Rights.require(role(caller, cluster), Role.OPERATOR);
        String name =
                cluster.orElseThrow(() -> Rights.refusal(Status.INVALID_ARGUMENT, "cluster name is not in context"));
        Duration ttl = checked(request);
        String uuid = store.get(ResourceTypes.CLUSTER_UUIDS, name)
                .map(resource -> resource.spec().getUuid())
                .orElseThrow(() -> Rights.refusal(
                        Status.UNKNOWN,
                        "failed to get cluster UUID: failed to get: "
                                + StoreException.notFound(ResourceTypes.CLUSTER_UUIDS.name(), "default", name)
                                        .getMessage()));
        String user = request.getServiceAccountUser();
        String token = tokens.issue(new Tokens.Claims(name, uuid, user, request.getServiceAccountGroupsList()), ttl);
        return """
                apiVersion: v1
                clusters:
                - cluster:
                    server: %1$s
                  name: %2$s
                contexts:
                - context:
                    cluster: %2$s
                    namespace: default
                    user: %2$s
                  name: %2$s
                current-context: %2$s
                kind: Config
                users:
                - name: %2$s
                  user:
                    token: %3$s
                """.formatted(proxyUrl.get(), account + "-" + name + "-" + user, token);
    }

    private Role role(Caller caller, Optional<String> cluster) {
        return cluster.map(name -> roles.in(caller, name)).orElse(caller.role());
    }

    private static Duration checked(KubeconfigRequest request) {
        if (request.getServiceAccountUser().isEmpty()) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "service account user name is not set");
        }
        if (!request.hasServiceAccountTtl()) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "service account ttl is not set");
        }
        Duration ttl = Duration.ofSeconds(
                request.getServiceAccountTtl().getSeconds(),
                request.getServiceAccountTtl().getNanos());
        if (!ttl.isPositive()) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "service account ttl is must be positive");
        }
        if (ttl.compareTo(LONGEST) > 0) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "service account ttl is too long (max allowed: 87600h0m0s)");
        }
        return ttl;
    }

    private String interactive(Caller caller, Optional<String> cluster, KubeconfigRequest request) {
        Rights.require(role(caller, cluster), Role.READER);
        if (!GRANT_TYPES.contains(request.getGrantType())) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "invalid grant type \"" + request.getGrantType() + "\"");
        }
        // whether there is such a cluster is not looked at [live]
        String name = cluster.orElse("");
        StringBuilder grant = new StringBuilder();
        if (!request.getGrantType().isEmpty()) {
            grant.append("        - --grant-type=")
                    .append(request.getGrantType())
                    .append('\n');
        }
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - cluster:
                      server: %1$s
                    name: %2$s
                contexts:
                  - context:
                      cluster: %2$s
                      namespace: default
                      user: %2$s-%3$s
                    name: %2$s
                current-context: %2$s
                users:
                - name: %2$s-%3$s
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1
                      args:
                        - oidc-login
                        - get-token
                        - --oidc-issuer-url=%4$s/oidc
                        - --oidc-client-id=native
                        - --oidc-extra-scope=cluster:%5$s
                %6$s      command: kubectl
                      env: null
                      interactiveMode: IfAvailable
                      provideClusterInfo: false
                """.formatted(proxyUrl.get(), account + "-" + name, caller.identity(), apiUrl.get(), name, grant);
    }

    /** Off in Omni unless an administrator switches it on, and always off here. */
    private static String breakGlass(Caller caller, Optional<String> cluster) {
        Rights.require(caller, Role.ADMIN);
        if (cluster.isEmpty()) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "cluster name is required");
        }
        throw Rights.refusal(Status.PERMISSION_DENIED, "not allowed");
    }
}
