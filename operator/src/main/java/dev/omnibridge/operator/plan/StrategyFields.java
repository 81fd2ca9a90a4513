package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategyConfig;
import dev.omnibridge.omni.resource.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the three strategies of a machine set, which Omni keeps as a type and a configuration beside it.
 *
 * @param atCreation type that cluster templates send when none is given
 */
record StrategyFields(
        String path,
        UpdateStrategy atCreation,
        Function<MachineSetSpec, UpdateStrategy> type,
        BiConsumer<MachineSetSpec.Builder, UpdateStrategy> setType,
        Function<MachineSetSpec, Optional<UpdateStrategyConfig>> config,
        BiConsumer<MachineSetSpec.Builder, UpdateStrategyConfig> setConfig,
        Consumer<MachineSetSpec.Builder> clearConfig) {

    static StrategyFields update() {
        return new StrategyFields(
                "spec.updateStrategy",
                UpdateStrategy.Rolling,
                MachineSetSpec::getUpdateStrategy,
                MachineSetSpec.Builder::setUpdateStrategy,
                s -> s.hasUpdateStrategyConfig() ? Optional.of(s.getUpdateStrategyConfig()) : Optional.empty(),
                MachineSetSpec.Builder::setUpdateStrategyConfig,
                MachineSetSpec.Builder::clearUpdateStrategyConfig);
    }

    static StrategyFields upgrade() {
        return new StrategyFields(
                "spec.upgradeStrategy",
                UpdateStrategy.Unset,
                MachineSetSpec::getUpgradeStrategy,
                MachineSetSpec.Builder::setUpgradeStrategy,
                s -> s.hasUpgradeStrategyConfig() ? Optional.of(s.getUpgradeStrategyConfig()) : Optional.empty(),
                MachineSetSpec.Builder::setUpgradeStrategyConfig,
                MachineSetSpec.Builder::clearUpgradeStrategyConfig);
    }

    static StrategyFields delete() {
        return new StrategyFields(
                "spec.deleteStrategy",
                UpdateStrategy.Unset,
                MachineSetSpec::getDeleteStrategy,
                MachineSetSpec.Builder::setDeleteStrategy,
                s -> s.hasDeleteStrategyConfig() ? Optional.of(s.getDeleteStrategyConfig()) : Optional.empty(),
                MachineSetSpec.Builder::setDeleteStrategyConfig,
                MachineSetSpec.Builder::clearDeleteStrategyConfig);
    }

    /** Type and parallelism as fields. A parallelism of 0 would stop everything in Omni; the schema asks for 1 or more. */
    List<Field<MachineSetSpec>> fields(@Nullable MachineStrategy declared) {
        Optional<MachineStrategy> strategy = Optional.ofNullable(declared);
        Field<MachineSetSpec> typeField = new Field<>(
                path + ".type",
                Field.Kind.KEPT,
                Field.Form.STRATEGY,
                false,
                strategy.map(s -> s.type() == StrategyType.ROLLING ? "Rolling" : "Unset"),
                r -> Optional.of(type.apply(r.spec()).name()),
                (r, value) -> changed(r, b -> setType.accept(b, UpdateStrategy.valueOf(value))),
                r -> changed(r, b -> setType.accept(b, atCreation)));
        Field<MachineSetSpec> parallelismField = new Field<>(
                path + ".rolling.maxParallelism",
                Field.Kind.KEPT,
                Field.Form.PARALLELISM,
                false,
                strategy.flatMap(s -> Optional.ofNullable(s.rolling()))
                        .map(rolling -> rolling.maxParallelism().toString()),
                r -> config.apply(r.spec())
                        .filter(UpdateStrategyConfig::hasRolling)
                        .map(c -> Integer.toUnsignedString(c.getRolling().getMaxParallelism())),
                (r, value) -> changed(r, b -> setConfig.accept(b, parallelism(r.spec(), Integer.parseInt(value)))),
                r -> changed(r, this::clearParallelism));
        return List.of(typeField, parallelismField);
    }

    private UpdateStrategyConfig parallelism(MachineSetSpec spec, int machines) {
        UpdateStrategyConfig.Builder builder =
                config.apply(spec).orElse(UpdateStrategyConfig.getDefaultInstance()).toBuilder();
        builder.getRollingBuilder().setMaxParallelism(machines);
        return builder.build();
    }

    /** Takes the bound away; a configuration left without content goes, one with fields of a newer Omni stays. */
    private void clearParallelism(MachineSetSpec.Builder set) {
        UpdateStrategyConfig rest =
                config.apply(set.build()).orElse(UpdateStrategyConfig.getDefaultInstance()).toBuilder()
                        .clearRolling()
                        .build();
        if (rest.equals(UpdateStrategyConfig.getDefaultInstance())) {
            clearConfig.accept(set);
        } else {
            setConfig.accept(set, rest);
        }
    }

    private static Resource<MachineSetSpec> changed(
            Resource<MachineSetSpec> set, Consumer<MachineSetSpec.Builder> change) {
        MachineSetSpec.Builder builder = set.spec().toBuilder();
        change.accept(builder);
        return set.withSpec(builder.build());
    }
}
