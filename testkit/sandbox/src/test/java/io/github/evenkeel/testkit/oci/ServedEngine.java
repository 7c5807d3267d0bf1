package io.github.evenkeel.testkit.oci;

import static org.awaitility.Awaitility.await;

import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.containerengine.model.Node;
import com.oracle.bmc.containerengine.model.NodePool;
import com.oracle.bmc.containerengine.model.UpdateClusterDetails;
import com.oracle.bmc.containerengine.model.WorkRequest;
import com.oracle.bmc.containerengine.model.WorkRequestStatus;
import com.oracle.bmc.containerengine.requests.DeleteNodeRequest;
import com.oracle.bmc.containerengine.requests.GetNodePoolRequest;
import com.oracle.bmc.containerengine.requests.GetWorkRequestRequest;
import com.oracle.bmc.containerengine.requests.UpdateClusterRequest;
import java.time.Duration;

/** An emulated cluster, and what a customer does to it with the SDK. */
final class ServedEngine implements AutoCloseable {
    final OciEmulator emulator;
    final ContainerEngineClient client;

    ServedEngine(OciEmulatorBuilder builder) {
        this(builder, Duration.ofSeconds(2));
    }

    /** With an upgrade of the control plane that takes that long. */
    ServedEngine(OciEmulatorBuilder builder, Duration upgrade) {
        emulator = builder.timings(Timings.quick()
                        .controlPlaneUpgrade(upgrade)
                        .nodePoolUpdate(Duration.ofMillis(50))
                        .nodeTermination(Duration.ofMillis(50))
                        .nodeLaunch(Duration.ofMillis(60))
                        .deletedNodesListed(Duration.ofSeconds(20)))
                .start();
        client = emulator.containerEngineClient();
    }

    NodePool pool() {
        return client.getNodePool(GetNodePoolRequest.builder()
                        .nodePoolId(emulator.nodePoolIds().get(0))
                        .build())
                .getNodePool();
    }

    Node node(int at) {
        return pool().getNodes().get(at);
    }

    String upgrade(String version) {
        return upgrade(UpdateClusterRequest.builder(), version);
    }

    String upgrade(UpdateClusterRequest.Builder request, String version) {
        return client.updateCluster(request.clusterId(emulator.clusterId())
                        .updateClusterDetails(UpdateClusterDetails.builder()
                                .kubernetesVersion(version)
                                .build())
                        .build())
                .getOpcWorkRequestId();
    }

    String delete(Node node) {
        return client.deleteNode(DeleteNodeRequest.builder()
                        .nodePoolId(node.getNodePoolId())
                        .nodeId(node.getId())
                        .isDecrementSize(false)
                        .overrideEvictionGraceDuration("PT0M")
                        .build())
                .getOpcWorkRequestId();
    }

    /** The work request once it has ended. */
    WorkRequest ended(String workRequestId) {
        return await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> client.getWorkRequest(GetWorkRequestRequest.builder()
                                        .workRequestId(workRequestId)
                                        .build())
                                .getWorkRequest(),
                        request -> request.getStatus() == WorkRequestStatus.Succeeded
                                || request.getStatus() == WorkRequestStatus.Failed);
    }

    @Override
    public void close() {
        client.close();
        emulator.close();
    }
}
