package dev.omnibridge.operator.story;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.catalog.OmniVersion;

/** The main job on the released generation of Omni. */
final class MainJobTest extends MainJobStory {

    MainJobTest(TestNamespace namespace) {
        super(namespace, OmniVersion.V1_10);
    }
}
