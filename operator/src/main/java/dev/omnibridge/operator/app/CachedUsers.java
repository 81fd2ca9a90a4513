package dev.omnibridge.operator.app;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.operator.connection.ConnectionUsers;
import dev.omnibridge.operator.kubernetes.CachedObjects;
import dev.omnibridge.operator.reconcile.Relations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who works through a connection, as the informers show it. */
final class CachedUsers implements ConnectionUsers {

    private final CachedObjects objects;

    CachedUsers(CachedObjects objects) {
        this.objects = objects;
    }

    @Override
    public int usersOf(String connectionName) {
        return objects.clustersOf(connectionName).size()
                + objects.strandedSetsOf(connectionName).size();
    }

    @Override
    public boolean stands(OmniConnection connection) {
        return objects.connection(connection.getMetadata().getName())
                .filter(now -> now.getMetadata()
                        .getUid()
                        .equals(connection.getMetadata().getUid()))
                .isPresent();
    }

    @Override
    public Set<String> uids() {
        return objects.uids().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<String> heldByBrake(String connectionName) {
        List<OmniCluster> clusters = objects.clustersOf(connectionName);
        Stream<String> heldClusters = clusters.stream()
                .filter(c -> isHeld(c.getStatus() == null ? null : c.getStatus().conditions()))
                .map(CachedUsers::name);
        Stream<String> heldSets = clusters.stream()
                .flatMap(c -> objects
                        .machineSetsOf(
                                c.getMetadata().getNamespace(), c.getMetadata().getName())
                        .stream())
                .filter(s -> isHeld(s.getStatus() == null ? null : s.getStatus().conditions()))
                .map(CachedUsers::name);
        return Stream.concat(heldClusters, heldSets).sorted().toList();
    }

    private static boolean isHeld(@Nullable List<Condition> conditions) {
        return conditions != null && Relations.isHeldByBrake(conditions);
    }

    private static String name(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
