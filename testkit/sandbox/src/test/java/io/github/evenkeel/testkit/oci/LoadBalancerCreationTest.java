package io.github.evenkeel.testkit.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.loadbalancer.model.BackendDetails;
import com.oracle.bmc.loadbalancer.model.BackendSetDetails;
import com.oracle.bmc.loadbalancer.model.CreateListenerDetails;
import com.oracle.bmc.loadbalancer.model.CreateLoadBalancerDetails;
import com.oracle.bmc.loadbalancer.model.HealthCheckerDetails;
import com.oracle.bmc.loadbalancer.model.ListenerDetails;
import com.oracle.bmc.loadbalancer.model.LoadBalancer;
import com.oracle.bmc.loadbalancer.model.UpdateListenerDetails;
import com.oracle.bmc.loadbalancer.model.WorkRequest;
import com.oracle.bmc.loadbalancer.requests.CreateListenerRequest;
import com.oracle.bmc.loadbalancer.requests.CreateLoadBalancerRequest;
import com.oracle.bmc.loadbalancer.requests.DeleteListenerRequest;
import com.oracle.bmc.loadbalancer.requests.DeleteLoadBalancerRequest;
import com.oracle.bmc.loadbalancer.requests.GetLoadBalancerRequest;
import com.oracle.bmc.loadbalancer.requests.ListLoadBalancersRequest;
import com.oracle.bmc.loadbalancer.requests.UpdateListenerRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Load balancers and listeners made, changed and deleted with the official client, as a cloud controller does. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class LoadBalancerCreationTest {
    private static final String NAME = "0b3c4d5e-uid-of-a-service";

    private final ServedBalancer served = new ServedBalancer();

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aNewOneIsFoundByItsNameAndServesOnceItsWorkRequestHasEnded() {
        String workRequest = served.client.createLoadBalancer(described()).getOpcWorkRequestId();

        LoadBalancer making = found().get(0);
        assertThat(making.getLifecycleState()).isEqualTo(LoadBalancer.LifecycleState.Creating);
        assertThat(making.getIpAddresses()).isEmpty();
        WorkRequest ended = served.ended(workRequest);
        assertThat(ended.getLifecycleState()).isEqualTo(WorkRequest.LifecycleState.Succeeded);
        assertThat(ended.getLoadBalancerId()).isEqualTo(making.getId());

        LoadBalancer made = get(making.getId());
        assertThat(made.getLifecycleState()).isEqualTo(LoadBalancer.LifecycleState.Active);
        assertThat(made.getIpAddresses()).hasSize(1);
        assertThat(Objects.requireNonNull(made.getListeners().get("HTTP-80")).getDefaultBackendSetName())
                .isEqualTo("TCP-80");
        assertThat(Objects.requireNonNull(made.getBackendSets().get("TCP-80"))
                        .getHealthChecker()
                        .getPort())
                .isEqualTo(10256);
        assertThat(served.emulator.backends(made.getId(), "TCP-80"))
                .containsExactly(new BackendState("10.0.10.2", 31_234, 1, 0, false, false, false));
        assertThat(served.emulator.loadBalancerIds()).hasSize(2).last().isEqualTo(made.getId());
    }

    @Test
    void oneWhoseWorkFailsIsFailed() {
        served.emulator
                .faults()
                .nextWorkRequest(OciOperation.CREATE_LOAD_BALANCER, WorkRequestFault.failed("no capacity"));
        served.ended(served.client.createLoadBalancer(described()).getOpcWorkRequestId());
        assertThat(found())
                .extracting(LoadBalancer::getLifecycleState)
                .containsExactly(LoadBalancer.LifecycleState.Failed);
    }

    @Test
    void listenersAreMadeChangedAndTakenAway() {
        String id = served.emulator.loadBalancerId();
        served.ended(served.client
                .createListener(CreateListenerRequest.builder()
                        .loadBalancerId(id)
                        .createListenerDetails(CreateListenerDetails.builder()
                                .name("TCP-443")
                                .port(443)
                                .protocol("TCP")
                                .defaultBackendSetName(ServedBalancer.SET)
                                .build())
                        .build())
                .getOpcWorkRequestId());
        assertThat(get(id).getListeners()).containsOnlyKeys("http", "TCP-443");

        served.ended(served.client
                .updateListener(UpdateListenerRequest.builder()
                        .loadBalancerId(id)
                        .listenerName("TCP-443")
                        .updateListenerDetails(UpdateListenerDetails.builder()
                                .port(8443)
                                .protocol("TCP")
                                .defaultBackendSetName(ServedBalancer.SET)
                                .build())
                        .build())
                .getOpcWorkRequestId());
        assertThat(Objects.requireNonNull(get(id).getListeners().get("TCP-443")).getPort())
                .isEqualTo(8443);

        served.ended(served.client
                .deleteListener(DeleteListenerRequest.builder()
                        .loadBalancerId(id)
                        .listenerName("TCP-443")
                        .build())
                .getOpcWorkRequestId());
        assertThat(get(id).getListeners()).containsOnlyKeys("http");
    }

    @Test
    void aDeletedOneIsGone() {
        String id = served.emulator.loadBalancerId();
        served.ended(served.client
                .deleteLoadBalancer(
                        DeleteLoadBalancerRequest.builder().loadBalancerId(id).build())
                .getOpcWorkRequestId());
        assertThat(Refused.by(() -> get(id)).getStatusCode()).isEqualTo(404);
        assertThat(served.emulator.loadBalancerIds()).isEmpty();
    }

    private CreateLoadBalancerRequest described() {
        return CreateLoadBalancerRequest.builder()
                .createLoadBalancerDetails(CreateLoadBalancerDetails.builder()
                        .compartmentId(served.emulator.compartmentId())
                        .displayName(NAME)
                        .shapeName("flexible")
                        .subnetIds(List.of("ocid1.subnet.oc1.iad.public"))
                        .backendSets(Map.of(
                                "TCP-80",
                                BackendSetDetails.builder()
                                        .policy("ROUND_ROBIN")
                                        .healthChecker(HealthCheckerDetails.builder()
                                                .protocol("HTTP")
                                                .port(10256)
                                                .urlPath("/healthz")
                                                .build())
                                        .backends(List.of(BackendDetails.builder()
                                                .ipAddress("10.0.10.2")
                                                .port(31_234)
                                                .weight(1)
                                                .build()))
                                        .build()))
                        .listeners(Map.of(
                                "HTTP-80",
                                ListenerDetails.builder()
                                        .defaultBackendSetName("TCP-80")
                                        .port(80)
                                        .protocol("HTTP")
                                        .build()))
                        .build())
                .build();
    }

    private List<LoadBalancer> found() {
        return served.client
                .listLoadBalancers(ListLoadBalancersRequest.builder()
                        .compartmentId(served.emulator.compartmentId())
                        .displayName(NAME)
                        .build())
                .getItems();
    }

    private LoadBalancer get(String id) {
        return served.client
                .getLoadBalancer(
                        GetLoadBalancerRequest.builder().loadBalancerId(id).build())
                .getLoadBalancer();
    }
}
