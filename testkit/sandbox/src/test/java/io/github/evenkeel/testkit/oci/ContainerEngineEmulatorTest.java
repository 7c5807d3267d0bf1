package io.github.evenkeel.testkit.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oracle.bmc.containerengine.model.Cluster;
import com.oracle.bmc.containerengine.model.ClusterLifecycleState;
import com.oracle.bmc.containerengine.model.Node;
import com.oracle.bmc.containerengine.model.NodePoolLifecycleState;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageDetails;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageOption;
import com.oracle.bmc.containerengine.model.UpdateNodePoolDetails;
import com.oracle.bmc.containerengine.model.WorkRequestError;
import com.oracle.bmc.containerengine.model.WorkRequestStatus;
import com.oracle.bmc.containerengine.model.WorkRequestSummary;
import com.oracle.bmc.containerengine.requests.GetClusterRequest;
import com.oracle.bmc.containerengine.requests.GetNodePoolOptionsRequest;
import com.oracle.bmc.containerengine.requests.ListNodePoolsRequest;
import com.oracle.bmc.containerengine.requests.ListWorkRequestErrorsRequest;
import com.oracle.bmc.containerengine.requests.ListWorkRequestsRequest;
import com.oracle.bmc.containerengine.requests.UpdateClusterRequest;
import com.oracle.bmc.containerengine.requests.UpdateNodePoolRequest;
import com.oracle.bmc.containerengine.responses.GetClusterResponse;
import com.oracle.bmc.containerengine.responses.ListNodePoolsResponse;
import com.oracle.bmc.model.BmcException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Container Engine as the official client sees it. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ContainerEngineEmulatorTest {
    private final ServedEngine served = new ServedEngine(OciEmulator.builder()
            .mostPerPage(1)
            .nodePool(NodePoolSpec.named("workers").size(2))
            .nodePool(NodePoolSpec.named("old").size(1).kubernetesVersion("v1.30.1")));

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aControlPlaneUpgradeTakesItsTimeAndChangesTheRevision() {
        GetClusterResponse before = get();

        String workRequest = served.upgrade("v1.32.1");
        Cluster during = get().getCluster();

        assertThat(during.getLifecycleState()).isEqualTo(ClusterLifecycleState.Updating);
        assertThat(during.getKubernetesVersion()).isEqualTo("v1.31.1");
        assertThat(served.ended(workRequest).getStatus()).isEqualTo(WorkRequestStatus.Succeeded);
        GetClusterResponse after = get();
        assertThat(after.getCluster().getKubernetesVersion()).isEqualTo("v1.32.1");
        assertThat(after.getCluster().getLifecycleState()).isEqualTo(ClusterLifecycleState.Active);
        assertThat(after.getEtag()).isNotEqualTo(before.getEtag());
        assertThat(before.getCluster().getAvailableKubernetesUpgrades()).containsExactly("v1.32.1");
        assertThat(after.getCluster().getAvailableKubernetesUpgrades()).containsExactly("v1.33.1");
    }

    @Test
    void aClusterGoesUpByOneMinorVersionToWhatIsOffered() {
        for (String version : List.of("v1.30.1", "v1.33.1", "v1.32.9", "tomorrow")) {
            BmcException refused = Refused.by(() -> served.upgrade(version));
            assertThat(refused.getStatusCode()).as(version).isEqualTo(400);
            assertThat(refused.getServiceCode()).isEqualTo("InvalidParameter");
        }
        assertThat(get().getCluster().getKubernetesVersion()).isEqualTo("v1.31.1");
    }

    @Test
    void whatIsBusyTakesNoOtherChange() {
        try (ServedEngine busy = new ServedEngine(
                OciEmulator.builder().nodePool(NodePoolSpec.named("workers").size(2)), Duration.ofMinutes(1))) {
            busy.upgrade("v1.32.1");
            Node node = busy.node(0);

            assertThat(Refused.by(() -> busy.upgrade("v1.32.1")).getStatusCode())
                    .isEqualTo(409);
            assertThat(Refused.by(() -> busy.delete(node)).getServiceCode()).isEqualTo("IncorrectState");
            assertThat(busy.pool().getNodes()).extracting(Node::getId).contains(node.getId());
        }
    }

    @Test
    void aChangeOfWhatAnotherClientChangedIsRefused() {
        String seen = get().getEtag();
        served.emulator.outsideChanges().clusterLifecycle("ACTIVE");

        BmcException refused =
                Refused.by(() -> served.upgrade(UpdateClusterRequest.builder().ifMatch(seen), "v1.32.1"));

        assertThat(refused.getStatusCode()).isEqualTo(412);
        assertThat(get().getCluster().getLifecycleState()).isEqualTo(ClusterLifecycleState.Active);
    }

    @Test
    void whatIsNotThereLooksAsIfItWereForbidden() {
        BmcException refused = Refused.by(() -> served.client.getCluster(GetClusterRequest.builder()
                .clusterId("ocid1.cluster.oc1.iad.unknown")
                .build()));

        assertThat(refused.getStatusCode()).isEqualTo(404);
        assertThat(refused.getServiceCode()).isEqualTo("NotAuthorizedOrNotFound");
        assertThat(refused.getOpcRequestId()).isNotBlank();
    }

    @Test
    void listingsComeInPagesAndWithoutNodes() {
        ListNodePoolsResponse first = pools(null);
        ListNodePoolsResponse second = pools(first.getOpcNextPage());

        assertThat(first.getItems()).hasSize(1);
        assertThat(second.getItems()).hasSize(1);
        assertThat(second.getOpcNextPage()).isNull();
        assertThat(List.of(
                        first.getItems().get(0).getName(),
                        second.getItems().get(0).getName()))
                .containsExactly("workers", "old");
    }

    @Test
    void aPoolsNewImageAndVersionReachNewNodesOnly() {
        served.ended(served.upgrade("v1.32.1"));
        String image = imageFor("v1.32.1");
        served.ended(served.client
                .updateNodePool(UpdateNodePoolRequest.builder()
                        .nodePoolId(served.pool().getId())
                        .updateNodePoolDetails(UpdateNodePoolDetails.builder()
                                .kubernetesVersion("v1.32.1")
                                .nodeSourceDetails(NodeSourceViaImageDetails.builder()
                                        .imageId(image)
                                        .build())
                                .build())
                        .build())
                .getOpcWorkRequestId());
        assertThat(served.pool().getNodes())
                .extracting(Node::getKubernetesVersion)
                .containsExactly("v1.31.1", "v1.31.1");

        Node old = served.node(0);
        assertThat(served.ended(served.delete(old)).getStatus()).isEqualTo(WorkRequestStatus.Succeeded);

        List<Node> nodes = served.pool().getNodes();
        assertThat(nodes).hasSize(3);
        assertThat(nodes.get(0).getLifecycleState()).isEqualTo(Node.LifecycleState.Deleted);
        Node replacement = nodes.get(2);
        assertThat(replacement.getKubernetesVersion()).isEqualTo("v1.32.1");
        assertThat(replacement.getAvailabilityDomain()).isEqualTo(old.getAvailabilityDomain());
        assertThat(replacement.getPrivateIp()).isNotEqualTo(old.getPrivateIp());
        assertThat(served.emulator.runningInstances())
                .extracting(Instance::id)
                .contains(replacement.getId())
                .doesNotContain(old.getId());
    }

    @Test
    void aReplacementThatGetsNoMachineSaysSoInThePoolAndTheWorkRequest() {
        served.emulator.faults().nextLaunch(LaunchFault.noCapacity());

        String workRequest = served.delete(served.node(0));

        assertThat(served.ended(workRequest).getStatus()).isEqualTo(WorkRequestStatus.Failed);
        Node missing = served.node(2);
        assertThat(missing.getId()).isNull();
        assertThat(missing.getNodeError().getCode()).isEqualTo("LimitExceeded");
        assertThat(served.pool().getLifecycleState()).isEqualTo(NodePoolLifecycleState.NeedsAttention);
        assertThat(errors(workRequest)).singleElement().satisfies(error -> assertThat(error.getMessage())
                .contains("Out of host capacity"));
    }

    @Test
    void aWorkRequestCanFailWithoutOrAfterItsEffect() {
        served.emulator
                .faults()
                .nextWorkRequest(OciOperation.UPDATE_CLUSTER, WorkRequestFault.failed("no luck"))
                .nextWorkRequest(OciOperation.UPDATE_CLUSTER, WorkRequestFault.failedAfterEffect("no luck either"));

        String first = served.upgrade("v1.32.1");
        assertThat(served.ended(first).getStatus()).isEqualTo(WorkRequestStatus.Failed);
        assertThat(get().getCluster().getKubernetesVersion()).isEqualTo("v1.31.1");
        assertThat(errors(first)).extracting(WorkRequestError::getMessage).containsExactly("no luck");

        assertThat(served.ended(served.upgrade("v1.32.1")).getStatus()).isEqualTo(WorkRequestStatus.Failed);
        assertThat(get().getCluster().getKubernetesVersion()).isEqualTo("v1.32.1");
    }

    @Test
    void workRequestsAreFoundByResourceAndStatus() {
        String pool = served.emulator.nodePoolIds().get(1);
        String open = served.emulator.outsideChanges().startWorkRequest(pool);
        assertThat(inProgress()).extracting(WorkRequestSummary::getId).containsExactly(open);

        served.emulator.outsideChanges().endWorkRequest(open);

        await().until(() -> inProgress().isEmpty());
    }

    private GetClusterResponse get() {
        return served.client.getCluster(GetClusterRequest.builder()
                .clusterId(served.emulator.clusterId())
                .build());
    }

    private ListNodePoolsResponse pools(@Nullable String page) {
        return served.client.listNodePools(ListNodePoolsRequest.builder()
                .compartmentId(served.emulator.compartmentId())
                .clusterId(served.emulator.clusterId())
                .page(page)
                .build());
    }

    private String imageFor(String version) {
        return served
                .client
                .getNodePoolOptions(GetNodePoolOptionsRequest.builder()
                        .nodePoolOptionId(served.emulator.clusterId())
                        .compartmentId(served.emulator.compartmentId())
                        .build())
                .getNodePoolOptions()
                .getSources()
                .stream()
                .map(NodeSourceViaImageOption.class::cast)
                .filter(source -> source.getSourceName().contains("OKE-" + version.substring(1)))
                .findFirst()
                .orElseThrow()
                .getImageId();
    }

    private List<WorkRequestError> errors(String workRequestId) {
        return served.client
                .listWorkRequestErrors(ListWorkRequestErrorsRequest.builder()
                        .compartmentId(served.emulator.compartmentId())
                        .workRequestId(workRequestId)
                        .build())
                .getItems();
    }

    private List<WorkRequestSummary> inProgress() {
        return served.client
                .listWorkRequests(ListWorkRequestsRequest.builder()
                        .compartmentId(served.emulator.compartmentId())
                        .clusterId(served.emulator.clusterId())
                        .status(List.of("IN_PROGRESS"))
                        .build())
                .getItems();
    }
}
