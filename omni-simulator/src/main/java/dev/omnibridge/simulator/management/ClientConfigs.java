package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.TalosconfigRequest;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.ClusterRoles;
import dev.omnibridge.simulator.access.Role;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the configurations of talosctl and omnictl, which name the caller and carry no secret. */
final class ClientConfigs {

    private final String account;
    private final ClusterRoles roles;
    private final Supplier<String> apiUrl;

    ClientConfigs(String account, ClusterRoles roles, Supplier<String> apiUrl) {
        this.account = account;
        this.roles = roles;
        this.apiUrl = apiUrl;
    }

    String talos(Caller caller, Optional<String> cluster, TalosconfigRequest request) {
        Optional<String> named = cluster.filter(name -> !name.isEmpty());
        if (request.getBreakGlass() || request.getRaw()) {
            // that it is switched off is told before the role [live]
            throw Rights.refusal(Status.PERMISSION_DENIED, "not allowed");
        }
        // whether there is such a cluster is not looked at [live]
        Rights.require(named.map(name -> roles.in(caller, name)).orElse(caller.role()), Role.READER);
        String context = named.map(name -> account + "-" + name).orElse(account);
        String config = """
                context: %1$s
                contexts:
                    %1$s:
                        endpoints:
                            - %2$s
                        auth:
                            siderov1:
                                identity: %3$s
                """.formatted(context, apiUrl.get(), caller.identity());
        return named.map(name -> config + "        cluster: " + name + "\n").orElse(config);
    }

    String omni(Caller caller) {
        return """
                contexts:
                    default:
                        url: %s
                        auth:
                            siderov1:
                                identity: %s
                context: default
                """.formatted(apiUrl.get(), caller.identity());
    }
}
