package io.github.evenkeel.testkit.oci;

import static org.awaitility.Awaitility.await;

import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.loadbalancer.model.UpdateBackendDetails;
import com.oracle.bmc.loadbalancer.model.WorkRequest;
import com.oracle.bmc.loadbalancer.requests.GetWorkRequestRequest;
import com.oracle.bmc.loadbalancer.requests.UpdateBackendRequest;
import java.time.Duration;
import java.util.List;

/** An emulated load balancer before three nodes, and what a customer does to it with the SDK. */
final class ServedBalancer implements AutoCloseable {
    static final String SET = "web";

    final OciEmulator emulator = OciEmulator.builder()
            .timings(Timings.quick().loadBalancerChange(Duration.ofSeconds(2)))
            .loadBalancer(LoadBalancerSpec.named("front")
                    .listener("http", 80, SET)
                    .backendSet(BackendSetSpec.named(SET).everyNode(30080)))
            .start();
    final LoadBalancerClient client = emulator.loadBalancerClient();

    /** Asks for a drain of the first backend. */
    UpdateBackendRequest.Builder drain() {
        return UpdateBackendRequest.builder()
                .loadBalancerId(emulator.loadBalancerId())
                .backendSetName(SET)
                .backendName(backends().get(0).name())
                .updateBackendDetails(UpdateBackendDetails.builder()
                        .weight(3)
                        .maxConnections(512)
                        .backup(false)
                        .offline(false)
                        .drain(true)
                        .build());
    }

    List<BackendState> backends() {
        return emulator.backends(emulator.loadBalancerId(), SET);
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
                        request -> request.getTimeFinished() != null);
    }

    @Override
    public void close() {
        client.close();
        emulator.close();
    }
}
