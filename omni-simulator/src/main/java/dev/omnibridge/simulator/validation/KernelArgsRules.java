package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.KernelArgsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Limits of kernel arguments; that some are Omni's own is not checked, as in the real server [live]. */
final class KernelArgsRules implements Rules<KernelArgsSpec> {

    private static final int MOST = 64;
    private static final int LONGEST = 256;

    @Override
    public ResourceType<KernelArgsSpec> type() {
        return ResourceTypes.KERNEL_ARGS;
    }

    @Override
    public List<String> onCreate(Resource<KernelArgsSpec> next) {
        return problems(next.spec().getArgsList());
    }

    @Override
    public List<String> onUpdate(Resource<KernelArgsSpec> old, Resource<KernelArgsSpec> next) {
        return problems(next.spec().getArgsList());
    }

    static List<String> problems(List<String> args) {
        List<String> problems = new ArrayList<>();
        if (args.size() > MOST) {
            problems.add("too many kernel args: " + args.size() + " (max " + MOST + ")");
        }
        for (int i = 0; i < args.size(); i++) {
            int bytes = args.get(i).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST) {
                problems.add("kernel arg (entry " + i + ") is too long: " + bytes + " bytes (max " + LONGEST + ")");
            }
            if (args.get(i).codePoints().anyMatch(Character::isISOControl)) {
                problems.add("kernel arg (entry " + i + ") must not contain control characters");
            }
        }
        return problems;
    }
}
