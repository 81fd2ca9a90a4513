package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.CreateJoinTokenRequest;
import dev.omnibridge.omni.proto.management.CreateJoinTokenResponse;
import dev.omnibridge.omni.proto.management.GetMachineJoinConfigRequest;
import dev.omnibridge.omni.proto.management.GetMachineJoinConfigResponse;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.joining.JoinOptions;
import dev.omnibridge.simulator.joining.JoinTokens;
import dev.omnibridge.simulator.state.Store;
import io.grpc.Status;
import java.util.Optional;

/** The calls about how machines join. */
final class JoinCalls {

    private final Store store;

    JoinCalls(Store store) {
        this.store = store;
    }

    CreateJoinTokenResponse createToken(Caller caller, CreateJoinTokenRequest request) {
        Rights.require(caller, Role.ADMIN);
        if (request.getName().isEmpty()) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "token name cannot be empty");
        }
        if (JoinTokens.isTooLong(request.getName())) {
            throw Rights.refusal(
                    Status.INVALID_ARGUMENT,
                    "token name cannot be longer than " + JoinTokens.LONGEST_NAME + " symbols");
        }
        return CreateJoinTokenResponse.newBuilder()
                .setId(JoinTokens.create(
                        store,
                        request.getName(),
                        Optional.of(request)
                                .filter(CreateJoinTokenRequest::hasExpirationTime)
                                .map(CreateJoinTokenRequest::getExpirationTime)))
                .build();
    }

    /** No token named means the default one; whether a named one exists is not looked at. */
    GetMachineJoinConfigResponse config(Caller caller, GetMachineJoinConfigRequest request) {
        Rights.require(caller, Role.READER);
        String token = request.getJoinToken().isEmpty()
                ? JoinTokens.defaultToken(store)
                        .orElseThrow(() -> Rights.refusal(
                                Status.UNKNOWN,
                                "failed to get the default join token: failed to get: resource"
                                        + " DefaultJoinTokens.omni.sidero.dev(default/default@undefined) doesn't"
                                        + " exist"))
                : request.getJoinToken();
        JoinOptions options = new JoinOptions(token, request.getUseGrpcTunnel());
        return GetMachineJoinConfigResponse.newBuilder()
                .addAllKernelArgs(options.kernelArgs())
                .setConfig(options.config())
                .build();
    }
}
