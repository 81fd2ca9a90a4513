package dev.omnibridge.simulator.validation;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.backup.BackupStore;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All rules together: the limits of every envelope, then those of the type. */
public final class RuleBook {

    private final Map<String, Rules<?>> byType;

    private RuleBook(List<Rules<?>> rules) {
        byType = rules.stream()
                .collect(Collectors.toUnmodifiableMap(r -> r.type().name(), Function.identity()));
    }

    /** All rules of a generation of Omni, judged on what the store holds; there are no backups. */
    public static RuleBook of(Store store, OmniVersion version) {
        return of(store, version, new BackupStore());
    }

    /** All rules of a generation of Omni, judged on what the store holds and on the backups there are. */
    public static RuleBook of(Store store, OmniVersion version, BackupStore backups) {
        return new RuleBook(List.of(
                new ClusterRules(store),
                new MachineSetRules(store, backups),
                new MachineSetNodeRules(store),
                new MachineClassRules(store),
                new ConfigPatchRules(store, version),
                new ExtensionsRules(store),
                new KernelArgsRules(),
                new ManifestGroupRules(),
                new HealthCheckRules(),
                new ForceDestroyRules(store),
                new InstallDiskRules(),
                new AccessPolicyRules(),
                new ManualBackupRules(store),
                new JoinTokenRules(store),
                new DefaultJoinTokenRules(store)));
    }

    /** Only the limits of every envelope; for tests that need content Omni would refuse. */
    public static RuleBook limitsOnly() {
        return new RuleBook(List.of());
    }

    /** What speaks against a new resource. */
    public <S extends Message> List<String> onCreate(Resource<S> next) {
        List<String> problems = new ArrayList<>(EnvelopeLimits.onCreate(next));
        rules(next).ifPresent(rules -> problems.addAll(rules.onCreate(next)));
        return problems;
    }

    /** What speaks against a change; one that begins a teardown has to keep the rules of removal too. */
    public <S extends Message> List<String> onUpdate(Resource<S> old, Resource<S> next) {
        List<String> problems = new ArrayList<>(EnvelopeLimits.onUpdate(old, next));
        rules(next).ifPresent(rules -> problems.addAll(rules.onUpdate(old, next)));
        if (next.isTearingDown()) {
            problems.addAll(onDestroy(old));
        }
        return problems;
    }

    /** What speaks against removal; nothing any more once it is being torn down. */
    public <S extends Message> List<String> onDestroy(Resource<S> old) {
        return old.isTearingDown()
                ? List.of()
                : rules(old).map(rules -> rules.onDestroy(old)).orElse(List.of());
    }

    @SuppressWarnings("unchecked") // the key is the type's name, and one name has one spec
    private <S extends Message> Optional<Rules<S>> rules(Resource<S> resource) {
        return Optional.ofNullable((Rules<S>) byType.get(resource.type().name()));
    }
}
