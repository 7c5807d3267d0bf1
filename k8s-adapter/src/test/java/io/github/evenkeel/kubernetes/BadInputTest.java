package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainRestoration;
import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers and users that a drain can't work with: refused before anything is touched, in words that help. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class BadInputTest {
    private static final Timing IMPATIENT = Timing.defaults()
            .withCalls(calls -> calls.withBackoff(Duration.ofMillis(50)).withPatience(Duration.ofMillis(300)));

    private final SandboxServer server = new SandboxServer();
    private final ServedWorkloads served = new ServedWorkloads(server);

    @AfterEach
    void close() {
        served.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Permission.class,
            mode = EnumSource.Mode.MATCH_NONE,
            names = {
                "DELETE_PODS",
                "REVIEW_ACCESS",
                ".*_EVENTS",
                ".*_CONFIG_MAPS",
                ".*_LEASES",
                ".*_DEPLOYMENTS",
                ".*_REPLICA_SETS",
                ".*_RESOURCE_QUOTAS",
                ".*_ENDPOINT_SLICES"
            })
    void eachPermissionThatIsMissingIsNamed(Permission permission) {
        served.withhold(permission.verb(), permission.resource());

        assertThat(served.workloads.missingPermissions(Purpose.DRAIN)).contains(permission.toString());
        assertThat(plan().preview().findings()).extracting(Finding::toString).anySatisfy(finding -> assertThat(finding)
                .contains("no permission to " + permission, "ClusterRole"));
    }

    @Test
    void theDeletionOfPodsIsNeededOnlyToPassByBudgets() {
        assertThat(served.workloads.missingPermissions(Purpose.DELETE_PAST_BUDGETS))
                .containsExactly("delete pods");
    }

    @Test
    void thoseOfSurgesAreNeededOnlyIfThePolicySurges() {
        assertThat(plan().preview().findings()).isEmpty();
        assertThat(plan().withDrainPolicy(DrainPolicy.defaults().surgingSingleReplicas(PodSelector.ALL))
                        .preview()
                        .findings())
                .extracting(Finding::actual)
                .containsExactlyInAnyOrder(
                        "no permission to list deployments.apps",
                        "no permission to patch deployments.apps",
                        "no permission to list replicasets.apps",
                        "no permission to list resourcequotas",
                        "no permission to list endpointslices.discovery.k8s.io");
        served.grantSurges();
        assertThat(served.workloads.missingPermissions(Purpose.SURGE_SINGLE_REPLICAS))
                .isEmpty();
    }

    @Test
    void aServerThatIsNotThere() throws IOException {
        try (KubernetesClient lost = client("http://127.0.0.1:" + freePort(), "any")) {
            ServiceException failed = catchThrowableOfType(
                    ServiceException.class, () -> DrainPlan.forNode(KubernetesWorkloads.of(lost), NODE)
                            .withTiming(IMPATIENT)
                            .preview());
            assertThat(failed.outcome()).isEqualTo(ServiceException.Outcome.UNKNOWN);
            assertThat(failed).hasMessageContaining("ConnectException");
        }
    }

    @Test
    void aServerThatIsTooOldForDisruptionBudgets() {
        server.faults()
                .every(
                        "list poddisruptionbudgets",
                        RequestFault.refused(404, "NotFound", "the server could not find the requested resource"));

        assertThat(plan().preview().findings()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .contains("policy/v1", "1.22 or later"));
        assertThat(catchThrowableOfType(PlanRefusedException.class, () -> plan().drain()))
                .hasMessageContaining("policy/v1");
        assertThat(served.seen().cordon().on()).isFalse();
    }

    @Test
    void aNodeThatIsDeletedMeanwhileIsLeftAlone() {
        served.administrator.nodes().withName(NODE).delete();
        assertThat(plan().preview().findings()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .contains("no such node"));
        assertThat(plan().restore().outcome()).isEqualTo(DrainRestoration.Outcome.NO_SUCH_NODE);
    }

    private DrainPlan plan() {
        return DrainPlan.forNode(served.workloads, NODE).withTiming(IMPATIENT);
    }

    private static KubernetesClient client(String url, String token) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url)
                .withOauthToken(token)
                .withHttp2Disable(true)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** A port without a listener. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
