package dev.omnibridge.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.time.Instant;

/** What decides is pure, and the arrows between the packages point one way. */
@AnalyzeClasses(packages = "dev.omnibridge.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.omnibridge.operator.";
    private static final String[] PURE = {
        ROOT + "reason..", ROOT + "view..", ROOT + "claim..", ROOT + "plan..", ROOT + "policy..", ROOT + "status.."
    };

    @ArchTest
    static final ArchRule PURE_PACKAGES_DO_NO_INPUT_OR_OUTPUT = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.util.concurrent..",
                    "io.grpc..",
                    "io.javaoperatorsdk..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule PURE_PACKAGES_KNOW_NO_KUBERNETES_CLIENT = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.fabric8.kubernetes.client..").and(not(equivalentTo(CustomResource.class))));

    @ArchTest
    static final ArchRule PURE_PACKAGES_HAVE_NO_CLOCK_AND_NO_THREADS = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule REASONS_AND_SLICES_STAND_ALONE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "reason..", ROOT + "view..")
            .should()
            .dependOnClassesThat(ours(ROOT + "reason..", ROOT + "view.."));

    @ArchTest
    static final ArchRule CLAIMS_KNOW_NO_PLAN =
            noClasses().that().resideInAPackage(ROOT + "claim..").should().dependOnClassesThat(ours(ROOT + "claim.."));

    @ArchTest
    static final ArchRule PLANS_KNOW_NO_GATES = noClasses()
            .that()
            .resideInAPackage(ROOT + "plan..")
            .should()
            .dependOnClassesThat(ours(ROOT + "plan..", ROOT + "claim..", ROOT + "reason..", ROOT + "view.."));

    @ArchTest
    static final ArchRule GATES_KNOW_PLANS_ONLY = noClasses()
            .that()
            .resideInAPackage(ROOT + "policy..")
            .should()
            .dependOnClassesThat(
                    ours(ROOT + "policy..", ROOT + "plan..", ROOT + "claim..", ROOT + "reason..", ROOT + "view.."));

    @ArchTest
    static final ArchRule STATUS_KNOWS_NO_EDGE = noClasses()
            .that()
            .resideInAPackage(ROOT + "status..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "reconcile..", ROOT + "kubernetes..", ROOT + "omni..", ROOT + "app..");

    /** Classes of the operator outside these packages. */
    private static DescribedPredicate<JavaClass> ours(String... allowed) {
        return resideInAPackage("dev.omnibridge.operator..").and(not(resideInAnyPackage(allowed)));
    }
}
