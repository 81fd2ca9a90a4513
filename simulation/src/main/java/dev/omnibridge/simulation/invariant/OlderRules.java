package dev.omnibridge.simulation.invariant;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;

/** What a restored, older spec may do: put drift right, and nothing that the applied one did not ask for; its deletion tears nothing down. */
final class OlderRules {

    private OlderRules() {}

    static void check(Written written) {
        if (written.before().isEmpty()) {
            return;
        }
        Resource<?> before = written.before().get();
        CustomResource<?, ?> object = written.window().object();
        boolean isOlder = Marks.isOurs(before, object)
                && isOlder(before, object)
                && written.states().stream().allMatch(state -> isOlder(before, state));
        // what is approved of a set is approved of its machines
        String approved = before.label(OmniKeys.MACHINE_SET).orElse(before.id());
        if (!isOlder || written.isApprovedHereOrOnCluster("rollback:" + approved + ":")) {
            return;
        }
        written.require(
                written.write() != Write.TEARDOWN,
                Invariant.OLDER,
                "it is torn down for generation " + object.getMetadata().getGeneration()
                        + " less its deletion, and generation " + PolicyRules.generation(before) + " was applied");
        if (written.write() != Write.UPDATE || object.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        Map<String, String> remembered = PolicyRules.remembered(before);
        Map<String, String> found = PolicyRules.fields(before);
        PolicyRules.fields(written.after()).forEach((path, value) -> {
            String applied = remembered.get(path);
            boolean isChanged = applied != null && !value.equals(found.get(path)) && !value.equals(applied);
            written.require(
                    !isChanged,
                    Invariant.OLDER,
                    path + " goes from " + found.get(path) + " to " + value + ", and " + applied
                            + " was applied at generation " + PolicyRules.generation(before));
        });
    }

    static boolean isOlder(Resource<?> resource, CustomResource<?, ?> object) {
        int ofDeletion = object.getMetadata().getDeletionTimestamp() == null ? 0 : 1;
        return object.getMetadata().getGeneration() - ofDeletion < PolicyRules.generation(resource);
    }
}
