package io.github.evenkeel.testkit.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.model.BackendDetails;
import com.oracle.bmc.networkloadbalancer.model.BackendHealth;
import com.oracle.bmc.networkloadbalancer.model.BackendSetDetails;
import com.oracle.bmc.networkloadbalancer.model.CreateBackendDetails;
import com.oracle.bmc.networkloadbalancer.model.CreateNetworkLoadBalancerDetails;
import com.oracle.bmc.networkloadbalancer.model.HealthCheckProtocols;
import com.oracle.bmc.networkloadbalancer.model.HealthChecker;
import com.oracle.bmc.networkloadbalancer.model.LifecycleState;
import com.oracle.bmc.networkloadbalancer.model.ListenerDetails;
import com.oracle.bmc.networkloadbalancer.model.ListenerProtocols;
import com.oracle.bmc.networkloadbalancer.model.NetworkLoadBalancer;
import com.oracle.bmc.networkloadbalancer.model.NetworkLoadBalancingPolicy;
import com.oracle.bmc.networkloadbalancer.model.OperationStatus;
import com.oracle.bmc.networkloadbalancer.model.OperationType;
import com.oracle.bmc.networkloadbalancer.model.UpdateBackendDetails;
import com.oracle.bmc.networkloadbalancer.model.UpdateBackendSetDetails;
import com.oracle.bmc.networkloadbalancer.model.WorkRequest;
import com.oracle.bmc.networkloadbalancer.requests.CreateBackendRequest;
import com.oracle.bmc.networkloadbalancer.requests.CreateNetworkLoadBalancerRequest;
import com.oracle.bmc.networkloadbalancer.requests.DeleteBackendRequest;
import com.oracle.bmc.networkloadbalancer.requests.DeleteListenerRequest;
import com.oracle.bmc.networkloadbalancer.requests.DeleteNetworkLoadBalancerRequest;
import com.oracle.bmc.networkloadbalancer.requests.GetBackendHealthRequest;
import com.oracle.bmc.networkloadbalancer.requests.GetNetworkLoadBalancerRequest;
import com.oracle.bmc.networkloadbalancer.requests.GetWorkRequestRequest;
import com.oracle.bmc.networkloadbalancer.requests.ListBackendsRequest;
import com.oracle.bmc.networkloadbalancer.requests.ListNetworkLoadBalancersRequest;
import com.oracle.bmc.networkloadbalancer.requests.ListWorkRequestErrorsRequest;
import com.oracle.bmc.networkloadbalancer.requests.UpdateBackendRequest;
import com.oracle.bmc.networkloadbalancer.requests.UpdateBackendSetRequest;
import com.oracle.bmc.networkloadbalancer.responses.GetNetworkLoadBalancerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Network Load Balancer as the official client sees it. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class NetworkLoadBalancerEmulatorTest {
    private static final String SET = "web";

    private final OciEmulator emulator = OciEmulator.builder()
            .timings(Timings.quick().loadBalancerChange(Duration.ofSeconds(2)))
            .networkLoadBalancer(LoadBalancerSpec.named("front")
                    .tcpListener("tcp", 80, SET)
                    .backendSet(BackendSetSpec.named(SET).everyNode(30080)))
            .start();
    private final NetworkLoadBalancerClient client = emulator.networkLoadBalancerClient();
    private final String id = emulator.networkLoadBalancerId();

    @AfterEach
    void close() {
        client.close();
        emulator.close();
    }

    @Test
    void isUpdatingWhileAChangeIsUnderWayAndRefusesAnother() {
        String name = backends().get(0).name();
        String workRequest = client.updateBackend(drain(name).build()).getOpcWorkRequestId();

        assertThat(balancer().getLifecycleState()).isEqualTo(LifecycleState.Updating);
        BmcException refused = Refused.by(() -> client.updateBackend(drain(name).build()));
        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(refused.getServiceCode()).isEqualTo("Conflict");
        assertThat(refused)
                .hasMessageContaining("Invalid State Transition of NLB lifeCycle state from Updating to Updating");

        WorkRequest ended = ended(workRequest);
        assertThat(ended.getStatus()).isEqualTo(OperationStatus.Succeeded);
        assertThat(ended.getOperationType()).isEqualTo(OperationType.UpdateBackend);
        assertThat(ended.getResources().get(0).getIdentifier()).isEqualTo(id);
        assertThat(balancer().getLifecycleState()).isEqualTo(LifecycleState.Active);
        assertThat(backends().get(0).drain()).isTrue();
        assertThat(backends().get(0).weight()).as("what is left out stays").isEqualTo(1);
    }

    @Test
    void aLookThatIsOutOfDateIsRefused() {
        String seen = response().getEtag();
        String second = backends().get(1).name();
        emulator.outsideChanges().removeBackend(id, SET, backends().get(2).name());

        BmcException refused = Refused.by(
                () -> client.updateBackend(drain(second).ifMatch(seen).build()));

        assertThat(refused.getStatusCode()).isEqualTo(412);
        assertThat(ended(client.updateBackend(drain(second)
                                        .ifMatch(response().getEtag())
                                        .build())
                                .getOpcWorkRequestId())
                        .getStatus())
                .isEqualTo(OperationStatus.Succeeded);
    }

    @Test
    void aBackendHasItsGivenNameElseItsAddressElseItsTarget() {
        Instance machine = emulator.runningInstances().get(0);
        ended(create(CreateBackendDetails.builder().ipAddress("10.9.9.9").port(80)));
        ended(create(CreateBackendDetails.builder()
                .ipAddress("10.9.9.8")
                .targetId(machine.id())
                .port(80)));
        ended(create(CreateBackendDetails.builder().targetId(machine.id()).port(81)));
        ended(create(CreateBackendDetails.builder()
                .name("mine")
                .ipAddress("10.9.9.7")
                .port(82)));

        assertThat(client.listBackends(ListBackendsRequest.builder()
                                .networkLoadBalancerId(id)
                                .backendSetName(SET)
                                .build())
                        .getBackendCollection()
                        .getItems())
                .extracting(backend -> backend.getName() + " at " + backend.getIpAddress())
                .contains(
                        "10.9.9.9:80 at 10.9.9.9",
                        "10.9.9.8:80 at 10.9.9.8",
                        machine.id() + ":81 at " + machine.nodeIp(),
                        "mine at 10.9.9.7");
    }

    @Test
    void aWholeSetIsReplacedAndItsDrainsWithIt() {
        emulator.outsideChanges().backend(id, SET, new BackendState("10.0.10.2", 30080, 5, 0, true, false, false));

        ended(client.updateBackendSet(UpdateBackendSetRequest.builder()
                        .networkLoadBalancerId(id)
                        .backendSetName(SET)
                        .ifMatch(response().getEtag())
                        .updateBackendSetDetails(UpdateBackendSetDetails.builder()
                                .isFailOpen(true)
                                .backends(List.of(BackendDetails.builder()
                                        .ipAddress("10.0.10.2")
                                        .port(30080)
                                        .weight(1)
                                        .build()))
                                .build())
                        .build())
                .getOpcWorkRequestId());

        assertThat(backends()).containsExactly(new BackendState("10.0.10.2", 30080, 1, 0, false, false, false));
        assertThat(emulator.failsOpen(id, SET)).isTrue();
        assertThat(Objects.requireNonNull(balancer().getBackendSets().get(SET)).getPolicy())
                .isEqualTo(NetworkLoadBalancingPolicy.FiveTuple);
    }

    @Test
    void aFailedChangeMayLeaveTheBalancerFailedAndTheNextOneBringsItBack() {
        emulator.faults()
                .nextWorkRequest(
                        OciOperation.UPDATE_NETWORK_BACKEND,
                        WorkRequestFault.leavingBalancerFailed("an agent did not answer"));
        String name = backends().get(0).name();

        String failed = client.updateBackend(drain(name).build()).getOpcWorkRequestId();

        assertThat(ended(failed).getStatus()).isEqualTo(OperationStatus.Failed);
        assertThat(balancer().getLifecycleState()).isEqualTo(LifecycleState.Failed);
        assertThat(client.listWorkRequestErrors(ListWorkRequestErrorsRequest.builder()
                                .workRequestId(failed)
                                .compartmentId(emulator.compartmentId())
                                .build())
                        .getWorkRequestErrorCollection()
                        .getItems())
                .extracting(error -> error.getMessage())
                .containsExactly("an agent did not answer");
        ended(client.updateBackend(drain(name).build()).getOpcWorkRequestId());
        assertThat(balancer().getLifecycleState()).isEqualTo(LifecycleState.Active);
        assertThat(backends().get(0).drain()).isTrue();
    }

    @Test
    void aBalancerIsMadeListedAndTakenAway() {
        String made = client.createNetworkLoadBalancer(CreateNetworkLoadBalancerRequest.builder()
                        .createNetworkLoadBalancerDetails(CreateNetworkLoadBalancerDetails.builder()
                                .compartmentId(emulator.compartmentId())
                                .displayName("made")
                                .subnetId("ocid1.subnet.oc1.iad.aaaa")
                                .backendSets(Map.of(
                                        "db",
                                        BackendSetDetails.builder()
                                                .policy(NetworkLoadBalancingPolicy.ThreeTuple)
                                                .healthChecker(HealthChecker.builder()
                                                        .protocol(HealthCheckProtocols.Tcp)
                                                        .build())
                                                .build()))
                                .listeners(Map.of(
                                        "db",
                                        ListenerDetails.builder()
                                                .name("db")
                                                .protocol(ListenerProtocols.Tcp)
                                                .port(5432)
                                                .tcpIdleTimeout(900)
                                                .defaultBackendSetName("db")
                                                .build()))
                                .build())
                        .build())
                .getNetworkLoadBalancer()
                .getId();
        await().until(() -> named("made").stream().anyMatch(state -> state == LifecycleState.Active));
        assertThat(emulator.idleTimeout(made, "db")).isEqualTo(Duration.ofMinutes(15));

        ended(client.deleteListener(DeleteListenerRequest.builder()
                        .networkLoadBalancerId(made)
                        .listenerName("db")
                        .build())
                .getOpcWorkRequestId());
        ended(client.deleteNetworkLoadBalancer(DeleteNetworkLoadBalancerRequest.builder()
                        .networkLoadBalancerId(made)
                        .build())
                .getOpcWorkRequestId());
        assertThat(named("made")).isEmpty();
        assertThat(emulator.networkLoadBalancerIds()).containsExactly(id);
    }

    @Test
    void healthIsWhatWasFoundLast() {
        String name = backends().get(0).name();
        assertThat(health(name)).isEqualTo(BackendHealth.Status.Unknown);

        emulator.healthChecked(id, SET, name, HealthCheckStatus.OK);
        assertThat(health(name)).isEqualTo(BackendHealth.Status.Ok);
        emulator.healthChecked(id, SET, name, HealthCheckStatus.CONNECT_FAILED);
        assertThat(health(name)).isEqualTo(BackendHealth.Status.Critical);
    }

    @Test
    void aRemovedBackendIsGone() {
        ended(client.deleteBackend(DeleteBackendRequest.builder()
                        .networkLoadBalancerId(id)
                        .backendSetName(SET)
                        .backendName(backends().get(0).name())
                        .build())
                .getOpcWorkRequestId());

        assertThat(backends()).hasSize(2);
    }

    private List<LifecycleState> named(String displayName) {
        return client
                .listNetworkLoadBalancers(ListNetworkLoadBalancersRequest.builder()
                        .compartmentId(emulator.compartmentId())
                        .displayName(displayName)
                        .build())
                .getNetworkLoadBalancerCollection()
                .getItems()
                .stream()
                .map(found -> found.getLifecycleState())
                .toList();
    }

    private BackendHealth.Status health(String backend) {
        return client.getBackendHealth(GetBackendHealthRequest.builder()
                        .networkLoadBalancerId(id)
                        .backendSetName(SET)
                        .backendName(backend)
                        .build())
                .getBackendHealth()
                .getStatus();
    }

    private String create(CreateBackendDetails.Builder details) {
        return client.createBackend(CreateBackendRequest.builder()
                        .networkLoadBalancerId(id)
                        .backendSetName(SET)
                        .createBackendDetails(details.build())
                        .build())
                .getOpcWorkRequestId();
    }

    private UpdateBackendRequest.Builder drain(String name) {
        return UpdateBackendRequest.builder()
                .networkLoadBalancerId(id)
                .backendSetName(SET)
                .backendName(name)
                .updateBackendDetails(
                        UpdateBackendDetails.builder().isDrain(true).build());
    }

    private WorkRequest ended(String workRequestId) {
        return await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> client.getWorkRequest(GetWorkRequestRequest.builder()
                                        .workRequestId(workRequestId)
                                        .build())
                                .getWorkRequest(),
                        request -> request.getTimeFinished() != null);
    }

    private GetNetworkLoadBalancerResponse response() {
        return client.getNetworkLoadBalancer(GetNetworkLoadBalancerRequest.builder()
                .networkLoadBalancerId(id)
                .build());
    }

    private NetworkLoadBalancer balancer() {
        return response().getNetworkLoadBalancer();
    }

    private List<BackendState> backends() {
        return emulator.backends(id, SET);
    }
}
