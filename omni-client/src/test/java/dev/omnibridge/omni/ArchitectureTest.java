package dev.omnibridge.omni;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(packages = "dev.omnibridge.omni", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PROTOS = "dev.omnibridge.omni.proto..";

    @ArchTest
    static final ArchRule knowsNothingOfKubernetesAndTheOperator = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..", "io.javaoperatorsdk..", "dev.omnibridge.api..", "dev.omnibridge.operator..");

    @ArchTest
    static final ArchRule resourcesAreDataOverTheProtos = classes()
            .that()
            .resideInAPackage("dev.omnibridge.omni.resource..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.omnibridge.omni.resource..", PROTOS, "com.google.protobuf..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.omnibridge.omni.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theMirrorKnowsNoGrpc = noClasses()
            .that()
            .resideInAPackage("dev.omnibridge.omni.mirror..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "dev.omnibridge.omni.transport..");

    @ArchTest
    static final ArchRule timeComesFromAClockThatIsGiven = noClasses()
            .that(areOurs())
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule chanceComesFromThePort =
            noClasses().that(areOurs()).should().dependOnClassesThat().areAssignableTo(ThreadLocalRandom.class);

    @ArchTest
    static final ArchRule theCallWithoutAVersionIsNeverMade =
            noClasses().that(areOurs()).should().dependOnClassesThat().haveSimpleNameStartingWith("Teardown");

    private static DescribedPredicate<JavaClass> areOurs() {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(PROTOS))
                .as("are written by hand");
    }
}
