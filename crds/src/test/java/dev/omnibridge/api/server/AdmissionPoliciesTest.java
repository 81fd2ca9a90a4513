package dev.omnibridge.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.api.server.Api.Answer;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The policies of {@code config/admission} before a real API server, which begins to act by one some time after it was applied. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionPoliciesTest {
    private static final String PROTECTED = "spec: {deletionProtection: true}";
    private static final String UNPROTECTED = "spec: {deletionProtection: false}";
    private static final String REFUSAL =
            "deletionProtection is on for demo: set spec.deletionProtection to false first";
    private static final String EVEN =
            "an even number of control planes tolerates no more failures than one fewer: 1, 3 or 5 are usual";

    private final Api api;
    private final AdmissionPolicies policies;

    AdmissionPoliciesTest(TestNamespace namespace) {
        api = new Api(namespace);
        policies = new AdmissionPolicies(namespace);
    }

    @BeforeAll
    void applyThePolicies() {
        policies.apply();
        create(Base.CLUSTER, PROTECTED);
        await().atMost(AdmissionPolicies.PATIENCE)
                .until(() -> !api.delete("OmniCluster", "/demo", true).isAccepted());
        await().atMost(AdmissionPolicies.PATIENCE)
                .until(() ->
                        !createdOnTrial(Base.CONTROL_PLANE, size(4)).warnings().isEmpty());
        removeAll();
    }

    @AfterAll
    void removeThePolicies() {
        policies.remove();
    }

    @AfterEach
    void removeAll() {
        for (Base base : List.of(Base.CLUSTER, Base.WORKERS)) {
            api.patch(base.kind(), "demo", "", Yaml.parse(UNPROTECTED), false);
            api.delete(base.kind(), "demo");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLUSTER", "WORKERS", "CONTROL_PLANE"})
    void aProtectedObjectIsDeletedNeitherByNameNorAsOneOfAll(Base base) {
        create(base, PROTECTED);

        assertThat(refusal(api.delete(base.kind(), "demo"))).contains(REFUSAL);
        assertThat(refusal(api.delete(base.kind(), "", false))).contains(REFUSAL);
        assertThat(isThere(base)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLUSTER", "WORKERS"})
    void onceTheProtectionIsLiftedItIsDeleted(Base base) {
        create(base, PROTECTED);
        assertThat(api.patch(base.kind(), "demo", "", Yaml.parse(UNPROTECTED), false)
                        .isAccepted())
                .isTrue();

        assertThat(api.delete(base.kind(), "demo").isAccepted()).isTrue();
        assertThat(isThere(base)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CLUSTER, {}", "CLUSTER, 'spec: {deletionProtection: false}'", "WORKERS, {}", "CONNECTION, {}"})
    void whatIsNotProtectedIsDeleted(Base base, String change) {
        create(base, change);

        assertThat(api.delete(base.kind(), "demo").isAccepted()).isTrue();
    }

    @Test
    void aProtectedSetIsScaledAllTheSame() {
        create(Base.WORKERS, PROTECTED);

        Answer answer = scaleTo(1);

        assertThat(answer.isAccepted()).as("%s", answer.body()).isTrue();
        assertThat(answer.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONTROL_PLANE | {machineClass: {replicas: 2}} | true",
                "CONTROL_PLANE | {machineClass: {replicas: 3}} | false",
                "CONTROL_PLANE | {machineClass: null, machines: [10011802-c798-4da7-a410-f09abb48c8d8]} | false",
                "CONTROL_PLANE | {machineClass: null, machines: [10011802-c798-4da7-a410-f09abb48c8d8,"
                        + " 10021802-c798-4da7-a410-f09abb48c8d8]} | true",
                "WORKERS | {machineClass: {replicas: 2}} | false",
                "WORKERS | {machineClass: {replicas: null, unlimited: true}} | false",
                "WORKERS | {machineClass: null, machines: []} | false"
            })
    void anEvenControlPlaneIsWarnedOfAndAccepted(Base base, String spec, boolean isWarnedOf) {
        Answer answer = createdOnTrial(base, "spec: " + spec);

        assertThat(answer.isAccepted()).as("%s", answer.body()).isTrue();
        assertThat(answer.warnings())
                .hasSize(isWarnedOf ? 1 : 0)
                .allSatisfy(text -> assertThat(text).contains(EVEN));
    }

    @Test
    void anEditToAnEvenSizeIsWarnedOfAndLaterEditsOfTheMetadataAreNot() {
        create(Base.CONTROL_PLANE, "{}");

        assertThat(edited(size(4)).warnings()).singleElement().asString().contains(EVEN);
        assertThat(edited("metadata: {labels: {a: b}}").warnings()).isEmpty();
    }

    @Test
    void scalingAControlPlaneCanNotBeWarnedOf() {
        create(Base.CONTROL_PLANE, "{}");

        Answer answer = scaleTo(4);

        assertThat(answer.isAccepted()).as("%s", answer.body()).isTrue();
        assertThat(answer.warnings()).isEmpty();
    }

    private static String size(int replicas) {
        return "spec: {machineClass: {replicas: %d}}".formatted(replicas);
    }

    private void create(Base base, String change) {
        Answer answer = api.create(Yaml.merge(base.object(), Yaml.parse(change)), false);
        assertThat(answer.isAccepted()).as("%s", answer.body()).isTrue();
    }

    private Answer createdOnTrial(Base base, String change) {
        return api.create(Yaml.merge(base.object(), Yaml.parse(change)), true);
    }

    private Answer edited(String change) {
        return api.patch("OmniMachineSet", "demo", "", Yaml.parse(change), false);
    }

    private Answer scaleTo(int replicas) {
        return api.patch(
                "OmniMachineSet", "demo", "/scale", Yaml.parse("spec: {replicas: %d}".formatted(replicas)), false);
    }

    private boolean isThere(Base base) {
        JsonNode object = api.get(base.kind(), "/demo", Api.JSON);
        return object.path("kind").asText().equals(base.kind());
    }

    private static String refusal(Answer answer) {
        assertThat(answer.code()).as("%s", answer.body()).isEqualTo(403);
        return answer.body().path("message").asText();
    }
}
