package io.github.evenkeel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.evenkeel.spi.Journal;
import java.lang.module.ModuleDescriptor.Exports;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

@AnalyzeClasses(packages = "io.github.evenkeel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule timePassesInOnePlace = noClasses()
            .that()
            .doNotHaveSimpleName("SystemScheduler")
            .and()
            .haveNameNotMatching(".*SystemScheduler\\$.*")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "start")
            .orShould()
            .callMethod(Object.class, "wait", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors")
            .because("waiting is testable, cancellable and explained only if it goes through one seam");

    @ArchTest
    static final ArchRule signaturesAreOurOwn = noClasses()
            .that()
            .resideInAnyPackage("io.github.evenkeel", "io.github.evenkeel.spi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.resilience4j..", "com.oracle..", "io.fabric8..", "org.slf4j..");

    /** Tests see every package; who embeds the library sees what the module exports. */
    @ArchTest
    static final ArchRule journalsAreForEverybody =
            classes().that().arePublic().and().implement(Journal.class).should().resideInAnyPackage(exported());

    @ArchTest
    static final ArchRule portsKnowNothingOfTheEngine = noClasses()
            .that()
            .resideInAPackage("io.github.evenkeel.spi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.evenkeel.run",
                    "io.github.evenkeel.drain",
                    "io.github.evenkeel.roll",
                    "io.github.evenkeel.plan");

    @ArchTest
    static final ArchRule decisionsCallNoPort = noClasses()
            .that()
            .implement("io.github.evenkeel.plan.Check")
            .or()
            .haveSimpleName("PodRules")
            .or()
            .haveSimpleName("DisruptionBudgetThrottle")
            .or()
            .haveSimpleName("ExecutionPlan")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameStartingWith("Retries");

    private static String[] exported() {
        return UpgradePlan.class.getModule().getDescriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .toArray(String[]::new);
    }
}
