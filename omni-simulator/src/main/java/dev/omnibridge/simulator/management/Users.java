package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.ListUsersResponse;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Role;
import io.grpc.Status;
import java.util.TreeMap;
import java.util.UUID;

/** The people who may use an Omni. Here they are only listed: nobody can log in by a browser. Thread-safe. */
final class Users {

    private record User(String id, Role role) {}

    private final TreeMap<String, User> byEmail = new TreeMap<>();

    synchronized String create(Caller caller, String email, String roleName) {
        Rights.require(caller, Role.ADMIN);
        Role role = ServiceAccountCalls.role(roleName);
        if (byEmail.containsKey(email)) {
            throw Rights.refusal(Status.UNKNOWN, "user with email \"" + email + "\" already exists");
        }
        User user = new User(UUID.randomUUID().toString(), role);
        byEmail.put(email, user);
        return user.id;
    }

    synchronized void changeRole(Caller caller, String email, String roleName) {
        Rights.require(caller, Role.ADMIN);
        if (caller.identity().equalsIgnoreCase(email)) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "updating your own role is not allowed");
        }
        Role role = ServiceAccountCalls.role(roleName);
        if (byEmail.computeIfPresent(email, (_, user) -> new User(user.id, role)) == null) {
            throw Rights.refusal(
                    Status.NOT_FOUND,
                    "failed to get: resource Identities.omni.sidero.dev(default/" + email
                            + "@undefined) doesn't exist");
        }
    }

    synchronized void destroy(Caller caller, String email) {
        Rights.require(caller, Role.ADMIN);
        if (caller.identity().equalsIgnoreCase(email)) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "destroying your own account is not allowed");
        }
        if (byEmail.remove(email) == null) {
            throw Rights.refusal(Status.NOT_FOUND, "user \"" + email + "\" not found");
        }
    }

    synchronized ListUsersResponse list(Caller caller) {
        Rights.require(caller, Role.ADMIN);
        ListUsersResponse.Builder all = ListUsersResponse.newBuilder();
        byEmail.forEach((email, user) ->
                all.addUsersBuilder().setId(user.id).setEmail(email).setRole(user.role.text()));
        return all.build();
    }
}
