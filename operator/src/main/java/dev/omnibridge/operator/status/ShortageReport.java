package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Shortage;
import dev.omnibridge.api.v1alpha1.ShortageBuilder;
import dev.omnibridge.api.v1alpha1.ShortageReason;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.machineclass.Candidates;
import dev.omnibridge.operator.machineclass.Obstacle;
import dev.omnibridge.operator.machineclass.SelectorSyntaxException;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a set that takes machines from a class has too few: Omni itself reports no error for that. Only numbers are told, because the
 * machines may be other people's.
 *
 * @param block for the status
 * @param concern the same in words, with what to do
 */
record ShortageReport(Shortage block, Concern concern) {

    /**
     * The shortage of a set that lacks machines.
     *
     * @param talosVersion of the cluster, which decides what machines fit
     */
    static ShortageReport of(SetInOmni set, String className, OmniSnapshot omni, String talosVersion) {
        Optional<Resource<MachineClassSpec>> machineClass =
                omni.kind(ResourceTypes.MACHINE_CLASSES).get(className);
        ShortageBuilder block = ShortageBuilder.builder().missing(set.missing()).machineClass(className);
        if (machineClass.isEmpty()) {
            block.reasons(List.of(new ShortageReason(Obstacle.CLASS_NOT_FOUND.text(), set.missing())));
            return report(
                    set,
                    block,
                    "there is no machine class " + className + " in Omni",
                    "Create it there, or name another in spec.machineClass.name");
        }
        MachineClassSpec spec = machineClass.get().spec();
        if (spec.hasAutoProvision()) {
            String provider = spec.getAutoProvision().getProviderId();
            return report(
                    set,
                    block,
                    "class " + className + " has its machines made by the infrastructure provider " + provider,
                    "If none come, see the provider in Omni");
        }
        try {
            Candidates candidates = Candidates.of(
                    spec, omni.kind(ResourceTypes.MACHINE_STATUSES).all(), talosVersion);
            block.matching(candidates.matching()).free(candidates.free()).reasons(reasons(candidates));
            return report(set, block, words(className, candidates), nextStep(spec, candidates));
        } catch (SelectorSyntaxException e) {
            return report(set, block, "a selector of class " + className + " can't be read", e.explanation());
        }
    }

    private static ShortageReport report(SetInOmni set, ShortageBuilder block, String why, String nextStep) {
        String headline = "%d of %s allocated"
                .formatted(set.allocated(), Words.count(set.requested().orElse(0), "machine"));
        Finding finding = new Finding(
                Reason.INSUFFICIENT_MACHINES, headline + "; " + why + (nextStep.isEmpty() ? "" : ". " + nextStep));
        return new ShortageReport(
                block.build(), new Concern(finding, Reason.INSUFFICIENT_MACHINES.standing(), headline));
    }

    private static List<ShortageReason> reasons(Candidates candidates) {
        return candidates.obstacles().entrySet().stream()
                .map(entry -> new ShortageReason(entry.getKey().text(), entry.getValue()))
                .toList();
    }

    private static String words(String className, Candidates candidates) {
        if (candidates.matching() == 0) {
            return "no machine matches class " + className;
        }
        List<String> parts = new ArrayList<>();
        if (candidates.free() > 0) {
            parts.add(candidates.free() + " free");
        }
        candidates.obstacles().forEach((obstacle, count) -> parts.add(words(obstacle, count, candidates)));
        return "class " + className + " matches " + candidates.matching() + ": " + String.join(", ", parts);
    }

    private static String words(Obstacle obstacle, int count, Candidates candidates) {
        return switch (obstacle) {
            case BUSY -> count + " busy";
            case EVICTED -> count + " evicted";
            case RESERVED -> count + " reserved";
            case DISCONNECTED -> count + " disconnected";
            case NOT_READY_TO_USE -> count + " not ready to use";
            case TALOS_VERSION ->
                count + (count == 1 ? " runs" : " run") + " Talos " + String.join(", ", candidates.misfits());
            case CLASS_NOT_FOUND -> "";
        };
    }

    private static String nextStep(MachineClassSpec spec, Candidates candidates) {
        if (candidates.free() > 0) {
            return "Omni has not taken the free ones yet";
        }
        return candidates.matching() == 0
                ? "Register a machine with labels that fit " + String.join(" or ", spec.getMatchLabelsList())
                : "Register or free a machine of this class";
    }
}
