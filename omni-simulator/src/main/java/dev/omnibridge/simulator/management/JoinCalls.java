package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.CreateJoinTokenRequest;
import dev.omnibridge.omni.proto.management.CreateJoinTokenResponse;
import dev.omnibridge.omni.proto.management.CreateSchematicRequest;
import dev.omnibridge.omni.proto.management.CreateSchematicRequest.SiderolinkGRPCTunnelMode;
import dev.omnibridge.omni.proto.management.CreateSchematicResponse;
import dev.omnibridge.omni.proto.management.GetMachineJoinConfigRequest;
import dev.omnibridge.omni.proto.management.GetMachineJoinConfigResponse;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.joining.JoinOptions;
import dev.omnibridge.simulator.joining.JoinTokens;
import dev.omnibridge.simulator.machine.Schematics;
import dev.omnibridge.simulator.machine.Sha256;
import dev.omnibridge.simulator.state.Store;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
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

    /** What an image is made of; what this project doesn't know how to write down is refused. */
    CreateSchematicResponse schematic(Caller caller, CreateSchematicRequest request) {
        Rights.require(caller, Role.OPERATOR);
        if (request.getMetaValuesCount() > 0
                || request.hasOverlay()
                || request.getBootloader() != 0
                || !request.getMediaId().isEmpty()
                || !request.getEmbeddedMachineConfig().isEmpty()) {
            throw Rights.refusal(
                    Status.UNIMPLEMENTED, "the simulator makes schematics of extensions and kernel arguments only");
        }
        boolean isTunnelled = request.getSiderolinkGrpcTunnelMode() == SiderolinkGRPCTunnelMode.ENABLED;
        List<String> kernelArgs =
                new ArrayList<>(new JoinOptions(token(request.getJoinToken()), isTunnelled).kernelArgs());
        kernelArgs.addAll(request.getExtraKernelArgsList());
        String text = Schematics.text(kernelArgs, request.getExtensionsList());
        return CreateSchematicResponse.newBuilder()
                .setSchematicId(Sha256.hex(text))
                .setSchematicYml(text)
                .setGrpcTunnelEnabled(isTunnelled)
                .build();
    }

    /** No token named means the default one; whether a named one exists is not looked at. */
    GetMachineJoinConfigResponse config(Caller caller, GetMachineJoinConfigRequest request) {
        Rights.require(caller, Role.READER);
        JoinOptions options = new JoinOptions(token(request.getJoinToken()), request.getUseGrpcTunnel());
        return GetMachineJoinConfigResponse.newBuilder()
                .addAllKernelArgs(options.kernelArgs())
                .setConfig(options.config())
                .build();
    }

    private String token(String named) {
        return named.isEmpty()
                ? JoinTokens.defaultToken(store)
                        .orElseThrow(() -> Rights.refusal(
                                Status.UNKNOWN,
                                "failed to get the default join token: failed to get: resource"
                                        + " DefaultJoinTokens.omni.sidero.dev(default/default@undefined) doesn't"
                                        + " exist"))
                : named;
    }
}
