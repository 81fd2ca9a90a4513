package dev.omnibridge.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.omnibridge.api.v1alpha1.ClusterFeatures;
import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.RollingStrategy;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The API server admits exactly the paths of the fields that we keep in Omni: one that names none would not protect anything. */
class IgnorablePathsTest {

    private static final Pattern IN_RULE = Pattern.compile("p[.]matches[(]'(.*)'[)]");

    private final GivenCluster cluster = GivenCluster.named("demo")
            .spec(s -> s.labels(Map.of("example.com/team", "a"))
                    .annotations(Map.of("cost", "1"))
                    .features(new ClusterFeatures(true, true, true)));
    private final MachineStrategy rolling = new MachineStrategy(StrategyType.ROLLING, new RollingStrategy(2));
    private final GivenMachineSet set = GivenMachineSet.named("workers", "demo")
            .spec(s -> s.updateStrategy(rolling).upgradeStrategy(rolling).deleteStrategy(rolling));

    @Test
    void everyFieldOfAClusterCanBeIgnored() throws IOException {
        List<String> paths = ClusterFields.of(cluster.build().getSpec(), Set.of()).stream()
                .map(Field::path)
                .toList();

        assertThat(paths).hasSize(7).allMatch(admitted("omniclusters"));
    }

    @Test
    void everyFieldOfASetCanBeIgnored() throws IOException {
        List<String> paths = MachineSetFields.of(set.build().getSpec()).stream()
                .map(Field::path)
                .toList();

        assertThat(paths).hasSize(8).allMatch(admitted("omnimachinesets"));
    }

    @Test
    void nothingElseCan() throws IOException {
        assertThat(List.of(
                        "spec",
                        "spec.paused",
                        "spec.labels.team",
                        "spec.labels[a][b]",
                        "talos.version",
                        "spec.talos.versions"))
                .noneMatch(admitted("omniclusters"));
        assertThat(List.of("spec.machines", "spec.role", "spec.machineClass.unlimited"))
                .noneMatch(admitted("omnimachinesets"));
    }

    /** The expression of the rule, read from the definition that is applied. */
    private static Predicate<String> admitted(String plural) throws IOException {
        String file = "/META-INF/omnibridge/crds/" + plural + ".yaml";
        try (InputStream definition =
                Objects.requireNonNull(IgnorablePathsTest.class.getResourceAsStream(file), file)) {
            JsonNode field = new YAMLMapper()
                    .readTree(definition)
                    .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/ignoreDifferences");
            Matcher rule =
                    IN_RULE.matcher(field.at("/x-kubernetes-validations/0/rule").asText());
            assertThat(rule.find()).as("rule of %s", plural).isTrue();
            // a text in CEL doubles its backslashes
            return Pattern.compile(rule.group(1).replace("\\\\", "\\")).asMatchPredicate();
        }
    }
}
