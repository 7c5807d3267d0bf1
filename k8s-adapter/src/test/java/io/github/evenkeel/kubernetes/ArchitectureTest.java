package io.github.evenkeel.kubernetes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.Workloads;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

@AnalyzeClasses(packages = "io.github.evenkeel.kubernetes", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule timePassesElsewhere = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Object.class, "wait", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("the engine owns time");

    @ArchTest
    static final ArchRule threadsAreTheClients = noClasses()
            .should()
            .callMethod(Thread.class, "start")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ForkJoinPool")
            .because("what runs in the background is the informers', on the threads of the caller's client");

    @ArchTest
    static final ArchRule onlyPortsAndListenersArePublic = classes()
            .that()
            .arePublic()
            .should()
            .implement(Workloads.class)
            .orShould()
            .implement(Journal.class)
            .orShould()
            .implement(RunLock.class)
            .orShould()
            .implement(UpgradeListener.class)
            .because("the ports and listeners are all that an embedder needs");

    @ArchTest
    static final ArchRule theClientIsLeftOpen = noClasses()
            .should()
            .callMethod(KubernetesClient.class, "close")
            .orShould()
            .callMethod(Client.class, "close")
            .because("the client is the caller's, and one derived from it shares its connections");
}
