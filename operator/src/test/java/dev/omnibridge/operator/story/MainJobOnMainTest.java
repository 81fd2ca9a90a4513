package dev.omnibridge.operator.story;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.catalog.OmniVersion;

/** The main job on the generation of Omni that comes next. */
final class MainJobOnMainTest extends MainJobStory {

    MainJobOnMainTest(TestNamespace namespace) {
        super(namespace, OmniVersion.MAIN);
    }
}
