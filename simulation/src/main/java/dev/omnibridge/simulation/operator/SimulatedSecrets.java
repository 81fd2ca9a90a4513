package dev.omnibridge.simulation.operator;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.operator.kubeconfig.Kubeconfig;
import dev.omnibridge.operator.kubeconfig.SecretStore;
import dev.omnibridge.operator.kubeconfig.TargetSecret;
import dev.omnibridge.operator.kubeconfig.TokenNote;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.SecretShelf;
import dev.omnibridge.simulation.kubernetes.SecretShelf.Stored;
import java.util.Optional;

/** Kubeconfig Secrets as the real adapter keeps them: an absent one is created, ours is replaced by uid, another's is left alone. */
final class SimulatedSecrets implements SecretStore {

    private final ManagementPorts ports;
    private final SecretShelf shelf;
    private final OperatorProcess process;
    private final Stage stage;

    SimulatedSecrets(ManagementPorts ports, SecretShelf shelf, OperatorProcess process, Stage stage) {
        this.ports = ports;
        this.shelf = shelf;
        this.process = process;
        this.stage = stage;
    }

    @Override
    public Sight look(OmniCluster owner, String secretName) {
        return ports.read(
                "look at Secret " + secretName,
                () -> stored(owner, secretName)
                        .<Sight>map(secret -> isOurs(secret, owner)
                                ? new Sight.Ours(secret.uid(), TokenNote.of(secret.annotations()))
                                : new Sight.Foreign())
                        .orElseGet(Sight.Absent::new));
    }

    @Override
    public Written tryWrite(TargetSecret target, Sight sight) {
        return ports.read("try Secret " + target.name(), () -> tried(target, sight));
    }

    @Override
    public Written write(TargetSecret target, Sight sight, Kubeconfig content) {
        return ports.write("write Secret " + target.name(), () -> {
            Written tried = tried(target, sight);
            if (!(tried instanceof Written.Done)) {
                return tried;
            }
            stage.wroteToKubernetes(process, Key.of(target.owner()), "Secret " + target.name());
            return new Written.Done(shelf.put(
                            target.namespace(),
                            target.name(),
                            TargetSecret.ownerOf(target.owner()),
                            target.annotations(),
                            true)
                    .uid());
        });
    }

    @Override
    public Written remove(OmniCluster owner, String secretName, String uid) {
        return ports.write("remove Secret " + secretName, () -> {
            stored(owner, secretName)
                    .filter(secret -> secret.uid().equals(uid) && isOurs(secret, owner))
                    .ifPresent(secret -> {
                        stage.wroteToKubernetes(process, Key.of(owner), "Secret " + secretName + " removed");
                        shelf.remove(owner.getMetadata().getNamespace(), secretName);
                    });
            return new Written.Done(uid);
        });
    }

    private Written tried(TargetSecret target, Sight sight) {
        Optional<Stored> stored = shelf.get(target.namespace(), target.name());
        return switch (sight) {
            case Sight.Foreign() -> new Written.Conflict();
            case Sight.Hidden(var why) -> new Written.Refused(why);
            case Sight.Absent() -> stored.isPresent() ? new Written.Conflict() : new Written.Done("tried");
            case Sight.Ours(String uid, var note) ->
                stored.filter(secret -> secret.uid().equals(uid)).isPresent()
                        ? new Written.Done(uid)
                        : new Written.Conflict();
        };
    }

    private Optional<Stored> stored(OmniCluster owner, String secretName) {
        return shelf.get(owner.getMetadata().getNamespace(), secretName);
    }

    private static boolean isOurs(Stored secret, OmniCluster owner) {
        return secret.owner().equals(TargetSecret.ownerOf(owner));
    }
}
