package dev.omnibridge.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.api.CustomResourceDefinitions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever adds a field or a rule has to put it before the API server in one of the tables. */
class ExercisedTest {
    static Stream<JsonNode> crds() {
        return CustomResourceDefinitions.yaml().stream().map(Yaml::parse);
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everySpecFieldIsInSomeCase(JsonNode crd) {
        Set<String> exercised = new HashSet<>();
        cases(crd).forEach(given -> {
            collectPaths("", given.base().object(), exercised);
            collectPaths("", given.change(), exercised);
        });

        Set<String> declared = new TreeSet<>();
        collectFields("spec", crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"), declared);
        declared.removeAll(exercised);

        assertThat(declared).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyRuleRefusesSomeCase(JsonNode crd) {
        List<String> refusals = cases(crd)
                .flatMap(given -> given.refusal().stream())
                .map(Case.Refusal::message)
                .toList();

        List<String> messages = crd.findValues("x-kubernetes-validations").stream()
                .flatMap(rules -> rules.findValuesAsText("message").stream())
                .toList();

        // some begin with the entry that breaks the rule
        assertThat(messages)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(refusals).anyMatch(refusal -> refusal.endsWith(message)));
    }

    private static Stream<Case> cases(JsonNode crd) {
        String kind = crd.at("/spec/names/kind").asText();
        return Stream.of(
                        ConnectionCases.all(),
                        ClusterCases.all(),
                        MachineSetCases.all(),
                        UpdateCases.ofNamesAndAccounts(),
                        UpdateCases.ofTheRest())
                .flatMap(List::stream)
                .filter(given -> given.base().kind().equals(kind));
    }

    private static void collectPaths(String parent, JsonNode object, Set<String> into) {
        object.properties().forEach(entry -> {
            String path = parent.isEmpty() ? entry.getKey() : parent + "." + entry.getKey();
            into.add(path);
            collectPaths(path, entry.getValue(), into);
        });
    }

    private static void collectFields(String path, JsonNode schema, Set<String> into) {
        schema.path("properties").properties().forEach(entry -> {
            into.add(path + "." + entry.getKey());
            collectFields(path + "." + entry.getKey(), entry.getValue(), into);
        });
    }
}
