package dev.omnibridge.simulator.validation;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.validation.PatchCheck.Verdict;
import java.util.List;
import java.util.Optional;

/** Rules of config patches (resources.md 10): the text when it changes, and that a new one has something to apply to. */
final class ConfigPatchRules implements Rules<ConfigPatchSpec> {

    private final Store store;
    private final PatchCheck check;

    ConfigPatchRules(Store store, OmniVersion version) {
        this.store = store;
        this.check = new PatchCheck(version);
    }

    @Override
    public ResourceType<ConfigPatchSpec> type() {
        return ResourceTypes.CONFIG_PATCHES;
    }

    @Override
    public List<String> onCreate(Resource<ConfigPatchSpec> next) {
        return leaving(ResourceTypes.CLUSTERS, "cluster", next.label(OmniKeys.CLUSTER))
                .or(() -> leaving(ResourceTypes.MACHINE_SETS, "machine set", next.label(OmniKeys.MACHINE_SET)))
                .map(List::of)
                .orElseGet(() -> text(next));
    }

    @Override
    public List<String> onUpdate(Resource<ConfigPatchSpec> old, Resource<ConfigPatchSpec> next) {
        return old.spec().equals(next.spec()) ? List.of() : text(next);
    }

    private List<String> text(Resource<ConfigPatchSpec> next) {
        // what is compressed is not looked into: this project always writes plain text
        if (!next.spec().getCompressedData().isEmpty()) {
            return List.of();
        }
        return switch (check.check(next.spec().getData())) {
            case Verdict.Fine() -> List.of();
            case Verdict.Unreadable(String problem) -> List.of(problem);
            case Verdict.Forbidden(List<String> problems) -> problems;
        };
    }

    private <S extends Message> Optional<String> leaving(ResourceType<S> type, String kind, Optional<String> id) {
        return id.flatMap(name -> store.get(type, name))
                .filter(Resource::isTearingDown)
                .map(resource -> kind + " \"" + resource.id() + "\" is tearing down");
    }
}
