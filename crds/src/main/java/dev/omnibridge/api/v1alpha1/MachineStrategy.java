package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How many machines of a set Omni works on at the same time. */
@ApiObject
@ValidationRule(
        value = "!has(self.rolling) || self.type == 'Rolling'",
        message = "rolling is used by Omni only with type: Rolling")
public record MachineStrategy(
        @JsonPropertyDescription("Unset: no bound of ours. Rolling: at most rolling.maxParallelism.") @Required
        StrategyType type,

        @JsonPropertyDescription("Bounds for type Rolling. Absent: one machine at a time.") @Nullable RollingStrategy rolling) {}
