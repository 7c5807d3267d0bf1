package io.github.evenkeel.oci;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

@AnalyzeClasses(packages = "io.github.evenkeel.oci", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule nothingWaits = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "start")
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.concurrent\\.(Executor.*|.*Executor|CompletableFuture|Timer)|java\\.util\\.Timer.*")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("com\\.oracle\\.bmc\\.waiter\\..*|com\\.oracle\\.bmc\\..*Waiters|.*AsyncClient")
            .because("waiting is the caller's business");

    @ArchTest
    static final ArchRule onlyThePortsAndTheConnectionArePublic = classes()
            .that()
            .arePublic()
            .should()
            .haveFullyQualifiedName("io.github.evenkeel.oci.OkeCluster")
            .orShould()
            .haveFullyQualifiedName("io.github.evenkeel.oci.OciLoadBalancer")
            .orShould()
            .haveFullyQualifiedName("io.github.evenkeel.oci.OciNetworkLoadBalancer")
            .orShould()
            .haveFullyQualifiedName("io.github.evenkeel.oci.OciServiceLoadBalancers")
            .orShould()
            .haveFullyQualifiedName("io.github.evenkeel.oci.OciLoadBalancerInventory")
            .orShould()
            .haveFullyQualifiedName("io.github.evenkeel.oci.OciConnection")
            .orShould()
            .haveFullyQualifiedName("io.github.evenkeel.oci.OciCredentials");

    @ArchTest
    static final ArchRule callsGoThroughOnePlace = noClasses()
            .that()
            .doNotHaveSimpleName("SdkFailure")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.oracle.bmc.model.BmcException");
}
