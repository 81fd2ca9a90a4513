package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.CreateServiceAccountRequest;
import dev.omnibridge.omni.proto.management.RenewServiceAccountRequest;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.auth.ServiceAccounts;
import io.grpc.Status;
import java.util.function.Supplier;

/** The calls that make, renew and remove service accounts; what Omni's own checks refuse has no code of its own. */
final class ServiceAccountCalls {

    private static final String PROVIDER_PREFIX = "infra-provider:";

    private final ServiceAccounts accounts;

    ServiceAccountCalls(ServiceAccounts accounts) {
        this.accounts = accounts;
    }

    String create(Caller caller, CreateServiceAccountRequest request) {
        Rights.require(caller, Role.ADMIN);
        String name = request.getName();
        Role role = request.getUseUserRole() ? own(name) : asked(name, request.getRole());
        if (accounts.contains(name)) {
            throw Rights.refusal(
                    Status.ALREADY_EXISTS, "service account \"" + Caller.identity(name) + "\" already exists");
        }
        return checked(() -> accounts.register(name, role, request.getArmoredPgpPublicKey()));
    }

    String renew(Caller caller, RenewServiceAccountRequest request) {
        Rights.require(caller, Role.ADMIN);
        if (!accounts.contains(request.getName())) {
            throw unknown("failed to get: resource Identities.omni.sidero.dev(default/"
                    + Caller.identity(request.getName()) + "@undefined) doesn't exist");
        }
        return checked(() -> accounts.addKey(request.getName(), request.getArmoredPgpPublicKey()));
    }

    void destroy(Caller caller, String name) {
        Rights.require(caller, Role.ADMIN);
        if (caller.identity().equalsIgnoreCase(Caller.identity(name))) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "destroying your own service account is not allowed");
        }
        if (!accounts.contains(name)) {
            throw Rights.refusal(Status.NOT_FOUND, "service account \"" + name + "\" not found");
        }
        accounts.revoke(name);
    }

    /** The role of whoever asks, and that can only be an administrator. */
    private static Role own(String name) {
        if (name.startsWith(PROVIDER_PREFIX)) {
            throw unknown("infra provider service accounts must have the role \"InfraProvider\", but use-user-role was"
                    + " requested");
        }
        return Role.ADMIN;
    }

    private static Role asked(String name, String text) {
        Role role = role(text);
        boolean isProvider = name.startsWith(PROVIDER_PREFIX);
        if (isProvider && role != Role.INFRA_PROVIDER) {
            throw unknown("infra-provider service accounts must have the role \"InfraProvider\"");
        }
        if (!isProvider && role == Role.INFRA_PROVIDER) {
            throw unknown(
                    "service accounts with role \"InfraProvider\" must be prefixed with \"" + PROVIDER_PREFIX + "\"");
        }
        return role;
    }

    static Role role(String text) {
        return Role.of(text).orElseThrow(() -> unknown(Role.unknown(text)));
    }

    private static String checked(Supplier<String> registration) {
        try {
            return registration.get();
        } catch (IllegalArgumentException e) {
            throw unknown(String.valueOf(e.getMessage()));
        }
    }

    private static RuntimeException unknown(String text) {
        return Rights.refusal(Status.UNKNOWN, text);
    }
}
