package io.github.evenkeel.testkit.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oracle.bmc.containerengine.model.Node;
import com.oracle.bmc.containerengine.model.NodePoolCyclingDetails;
import com.oracle.bmc.containerengine.model.NodePoolLifecycleState;
import com.oracle.bmc.containerengine.model.NodePoolSummary;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageDetails;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageOption;
import com.oracle.bmc.containerengine.model.UpdateNodePoolDetails;
import com.oracle.bmc.containerengine.model.UpdateNodePoolNodeConfigDetails;
import com.oracle.bmc.containerengine.model.WorkRequestStatus;
import com.oracle.bmc.containerengine.requests.GetNodePoolOptionsRequest;
import com.oracle.bmc.containerengine.requests.GetNodePoolRequest;
import com.oracle.bmc.containerengine.requests.GetWorkRequestRequest;
import com.oracle.bmc.containerengine.requests.ListNodePoolsRequest;
import com.oracle.bmc.containerengine.requests.UpdateNodePoolRequest;
import com.oracle.bmc.model.BmcException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the service refuses or does by itself, and a client should have known. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ContainerEngineRulesTest {
    private ServedEngine served = new ServedEngine(OciEmulator.builder()
            .nodePool(NodePoolSpec.named("workers").size(2).nodeCycling())
            .nodePool(NodePoolSpec.named("far").size(1).inAnotherCompartment().secondInterfaces()));

    @AfterEach
    void close() {
        served.close();
    }

    private String update(UpdateNodePoolDetails.Builder details) {
        return served.client
                .updateNodePool(UpdateNodePoolRequest.builder()
                        .nodePoolId(served.pool().getId())
                        .updateNodePoolDetails(details.build())
                        .build())
                .getOpcWorkRequestId();
    }

    private String imageFor(String version) {
        return served
                .client
                .getNodePoolOptions(GetNodePoolOptionsRequest.builder()
                        .nodePoolOptionId("all")
                        .compartmentId(served.emulator.compartmentId())
                        .build())
                .getNodePoolOptions()
                .getSources()
                .stream()
                .map(NodeSourceViaImageOption.class::cast)
                .filter(source -> source.getSourceName().contains("-OKE-" + version.substring(1) + "-"))
                .findFirst()
                .orElseThrow()
                .getImageId();
    }

    private UpdateNodePoolDetails.Builder to(String version) {
        return UpdateNodePoolDetails.builder()
                .kubernetesVersion(version)
                .nodeSourceDetails(NodeSourceViaImageDetails.builder()
                        .imageId(imageFor(version))
                        .build());
    }

    private Set<String> instances() {
        return served.pool().getNodes().stream()
                .filter(node -> node.getLifecycleState() == Node.LifecycleState.Active)
                .map(Node::getId)
                .collect(Collectors.toSet());
    }

    @Test
    void aVersionThatThePoolsImageDoesNotHaveIsRefused() {
        served.ended(served.upgrade("v1.32.1"));

        BmcException refused =
                Refused.by(() -> update(UpdateNodePoolDetails.builder().kubernetesVersion("v1.32.1")));

        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(refused.getServiceCode()).isEqualTo("Conflict");
        assertThat(refused.getMessage()).contains("does not match", "(v1.31.1)");
    }

    @Test
    void nodeCyclingThatIsLeftOnReplacesAllNodesAtTheUpdate() {
        Set<String> before = instances();
        served.ended(served.upgrade("v1.32.1"));

        assertThat(served.ended(update(to("v1.32.1"))).getStatus()).isEqualTo(WorkRequestStatus.Succeeded);

        assertThat(instances()).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void nodeCyclingThatIsSwitchedOffByTheUpdateReplacesNone() {
        Set<String> before = instances();
        served.ended(served.upgrade("v1.32.1"));

        served.ended(update(to("v1.32.1")
                .nodePoolCyclingDetails(NodePoolCyclingDetails.builder()
                        .isNodeCyclingEnabled(false)
                        .build())));

        assertThat(instances()).isEqualTo(before);
        assertThat(served.pool().getNodePoolCyclingDetails().getIsNodeCyclingEnabled())
                .isFalse();
    }

    @Test
    void aPoolInAnotherCompartmentIsNotListedWithTheCluster() {
        List<NodePoolSummary> listed = served.client
                .listNodePools(ListNodePoolsRequest.builder()
                        .compartmentId(served.emulator.compartmentId())
                        .clusterId(served.emulator.clusterId())
                        .build())
                .getItems();

        assertThat(listed).extracting(NodePoolSummary::getName).containsExactly("workers");
        assertThat(served.client
                        .getNodePool(GetNodePoolRequest.builder()
                                .nodePoolId(served.emulator.nodePoolIds().get(1))
                                .build())
                        .getNodePool()
                        .getCompartmentId())
                .isNotEqualTo(served.emulator.compartmentId());
    }

    @Test
    void aMachineWithTwoInterfacesHasAnotherAddressForItsNode() {
        Instance far = served.emulator.runningInstances().get(2);
        assertThat(far.privateIp()).startsWith("10.0.");
        assertThat(far.nodeIp()).startsWith("10.99.");
    }

    @Test
    void aNodeThatCouldNotBeMadeMayComeLater() {
        served.emulator
                .faults()
                .nextLaunch(LaunchFault.madeLate("QuotaExceeded", "not just now", Duration.ofSeconds(2)));

        String deletion = served.delete(served.node(0));

        assertThat(served.ended(deletion).getStatus()).isEqualTo(WorkRequestStatus.Failed);
        assertThat(served.node(2).getNodeError().getCode()).isEqualTo("QuotaExceeded");
        await().until(() -> served.node(2).getLifecycleState() == Node.LifecycleState.Active);
        assertThat(served.node(2).getNodeError()).isNull();
        assertThat(served.node(2).getId()).isNotNull();
    }

    @Test
    void aDeletionThatFailedComesAboutAtTheNextUpdateWhateverThatIsAbout() {
        served.emulator.faults().nextWorkRequest(OciOperation.DELETE_NODE, WorkRequestFault.failed("no luck"));
        Node node = served.node(0);
        served.ended(served.delete(node));
        assertThat(instances()).contains(node.getId());

        served.ended(update(UpdateNodePoolDetails.builder()
                .nodeConfigDetails(
                        UpdateNodePoolNodeConfigDetails.builder().size(2).build())));

        await().untilAsserted(() -> assertThat(instances()).hasSize(2).doesNotContain(node.getId()));
    }

    private void resize(int size) {
        served.ended(update(UpdateNodePoolDetails.builder()
                .nodeConfigDetails(
                        UpdateNodePoolNodeConfigDetails.builder().size(size).build())));
    }

    @Test
    void aSizeBelowTheMachinesHasTheServiceChooseOne() {
        resize(1);

        await().until(() -> instances().size() == 1);
    }

    @Test
    void beyondTheCapacityThereArePlaceholdersWhichGoFirst() {
        Set<String> before = instances();
        served.emulator.faults().capacityFor(1);
        resize(5);
        await().until(() -> served.pool().getNodes().stream()
                        .filter(node -> node.getNodeError() != null)
                        .count()
                == 2);
        Set<String> withOneMore = instances();
        assertThat(withOneMore).hasSize(3).containsAll(before);

        resize(4);
        assertThat(served.pool().getNodes()).hasSize(4);
        resize(3);

        assertThat(served.pool().getNodes()).hasSize(3);
        assertThat(instances()).isEqualTo(withOneMore);
    }

    @Test
    void successorsComeInAnyOrder() {
        served.emulator.faults().nextLaunch(LaunchFault.slow(Duration.ofSeconds(2)));
        Set<String> before = instances();
        String first = served.delete(served.node(0));
        String second = served.delete(served.node(1));

        served.ended(second);

        assertThat(served.client
                        .getWorkRequest(GetWorkRequestRequest.builder()
                                .workRequestId(first)
                                .build())
                        .getWorkRequest()
                        .getStatus())
                .isEqualTo(WorkRequestStatus.InProgress);
        assertThat(instances()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(served.pool().getLifecycleState()).isEqualTo(NodePoolLifecycleState.Updating);
        served.ended(first);
        assertThat(instances()).hasSize(2);
    }
}
