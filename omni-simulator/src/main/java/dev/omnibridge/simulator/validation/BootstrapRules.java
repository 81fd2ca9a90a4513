package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.ClusterBootstrapStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.BootstrapSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.backup.BackupStore;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the control plane of a cluster may begin: once, and from a backup only where there is one (resources.md 15). */
final class BootstrapRules {

    private static final int LONGEST_SNAPSHOT = 4096;
    private static final Pattern NAMES = Pattern.compile("(?!\\.\\.?(/|$))[^/]+(/(?!\\.\\.?(/|$))[^/]+)*");

    private final Store store;
    private final BackupStore backups;

    BootstrapRules(Store store, BackupStore backups) {
        this.store = store;
        this.backups = backups;
    }

    Optional<String> onCreate(Resource<MachineSetSpec> next) {
        if (next.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) && isBootstrapped(next)) {
            return Optional.of("adding control plane machine set to an already bootstrapped cluster is not allowed");
        }
        BootstrapSpec spec = next.spec().getBootstrapSpec();
        return next.spec().hasBootstrapSpec()
                ? forWorkers(next).or(() -> snapshot(spec.getSnapshot())).or(() -> backup(spec))
                : Optional.empty();
    }

    Optional<String> onUpdate(Resource<MachineSetSpec> old, Resource<MachineSetSpec> next) {
        if (!next.spec().hasBootstrapSpec() && old.spec().hasBootstrapSpec()) {
            return isBootstrapped(next)
                    ? Optional.empty()
                    : Optional.of("bootstrap spec can only be removed after the cluster is bootstrapped");
        }
        return forWorkers(next)
                .or(() -> next.spec().getBootstrapSpec().equals(old.spec().getBootstrapSpec())
                        ? Optional.empty()
                        : Optional.of("bootstrap spec is immutable after creation"));
    }

    private boolean isBootstrapped(Resource<MachineSetSpec> set) {
        return store.get(
                        ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES,
                        set.label(OmniKeys.CLUSTER).orElse(""))
                .map(Resource::spec)
                .filter(ClusterBootstrapStatusSpec::getBootstrapped)
                .isPresent();
    }

    private static Optional<String> forWorkers(Resource<MachineSetSpec> next) {
        return next.spec().hasBootstrapSpec() && !next.hasLabel(OmniKeys.ROLE_CONTROL_PLANE)
                ? Optional.of("bootstrap spec is not allowed for worker machine sets")
                : Optional.empty();
    }

    private static Optional<String> snapshot(String snapshot) {
        int bytes = snapshot.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_SNAPSHOT) {
            return Optional.of(
                    "bootstrap snapshot path is too long: " + bytes + " bytes (max " + LONGEST_SNAPSHOT + ")");
        }
        boolean isRelative = snapshot.isEmpty()
                || snapshot.equals(".")
                || NAMES.matcher(snapshot).matches();
        return isRelative
                ? Optional.empty()
                : Optional.of("bootstrap snapshot must be a relative path without parent-directory references");
    }

    /** The cluster that was backed up must still be there, and the backup too. */
    private Optional<String> backup(BootstrapSpec spec) {
        String uuid = spec.getClusterUuid();
        var source = store.list(ResourceTypes.CLUSTER_UUIDS, LabelQuery.equal(OmniKeys.CLUSTER_UUID, uuid)).stream()
                .findFirst();
        if (source.isEmpty()) {
            return Optional.of("invalid cluster UUID " + GoText.quoted(uuid));
        }
        String cluster = source.get().id();
        if (store.get(InternalTypes.BACKUP_DATAS, cluster).isEmpty()) {
            var missing = StoreException.notFound(InternalTypes.BACKUP_DATAS.name(), "default", cluster);
            return Optional.of("error getting backup data: " + missing.getMessage());
        }
        return backups.find(uuid, spec.getSnapshot()).isPresent()
                ? Optional.empty()
                : Optional.of("failed to get backup: failed to download backup: failed to open file: open backups/"
                        + uuid + "/" + spec.getSnapshot() + ": no such file or directory");
    }
}
