package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.KernelArgsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.nio.charset.StandardCharsets;
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

    /** Only the first problem is told. */
    private static List<String> problems(List<String> args) {
        if (args.size() > MOST) {
            return List.of("args has too many entries: " + args.size() + " (max " + MOST + ")");
        }
        for (int i = 0; i < args.size(); i++) {
            int bytes = args.get(i).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST) {
                return List.of("args[" + i + "] is too long: " + bytes + " bytes (max " + LONGEST + ")");
            }
            if (args.get(i).codePoints().anyMatch(Character::isISOControl)) {
                return List.of("args[" + i + "] contains a control character");
            }
        }
        return List.of();
    }
}
