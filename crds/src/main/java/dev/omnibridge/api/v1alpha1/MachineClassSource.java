package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Machines that Omni picks from a machine class. */
@ApiObject
@ValidationRule(
        value = "has(self.replicas) != (has(self.unlimited) && self.unlimited)",
        message = "set exactly one of machineClass.replicas or machineClass.unlimited: true")
public record MachineClassSource(
        @JsonPropertyDescription("Id of the machine class in Omni.") @Required @Size(min = 1, max = 253) String name,

        @JsonPropertyDescription(
                "How many machines; /scale changes this number. A control plane needs at least 1. Absent:"
                        + " unlimited is true.")
        @Min(0) @Max(10000) @Nullable Integer replicas,

        @JsonPropertyDescription("true: every machine of the class, for workers. Absent: false.") @Nullable Boolean unlimited) {}
