package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.TalosconfigRequest;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Role;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the configurations of talosctl and omnictl, which name the caller and carry no secret. */
final class ClientConfigs {

    private final String account;
    private final Supplier<String> apiUrl;

    ClientConfigs(String account, Supplier<String> apiUrl) {
        this.account = account;
        this.apiUrl = apiUrl;
    }

    String talos(Caller caller, Optional<String> cluster, TalosconfigRequest request) {
        Rights.require(caller, request.getBreakGlass() || request.getRaw() ? Role.ADMIN : Role.READER);
        if (request.getBreakGlass() || request.getRaw()) {
            throw Rights.refusal(Status.PERMISSION_DENIED, "not allowed");
        }
        // whether there is such a cluster is not looked at [live]
        Optional<String> named = cluster.filter(name -> !name.isEmpty());
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
