package dev.omnibridge.simulation.invariant;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;

/** What a restored, older spec may do: put drift right, and nothing that the applied one did not ask for. */
final class OlderRules {

    private OlderRules() {}

    static void check(Written written) {
        if (written.write() != Write.UPDATE || written.before().isEmpty()) {
            return;
        }
        Resource<?> before = written.before().get();
        CustomResource<?, ?> object = written.window().object();
        boolean isOlder = Marks.isOurs(before, object)
                && object.getMetadata().getDeletionTimestamp() == null
                && isOlder(before, object)
                && written.states().stream().allMatch(state -> isOlder(before, state));
        if (!isOlder || written.isApprovedHereOrOnCluster("rollback:" + before.id() + ":")) {
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
        return object.getMetadata().getGeneration() < PolicyRules.generation(resource);
    }
}
