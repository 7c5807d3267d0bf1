package io.github.evenkeel.testkit.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.oracle.bmc.loadbalancer.model.BackendHealth;
import com.oracle.bmc.loadbalancer.model.BackendSetHealth;
import com.oracle.bmc.loadbalancer.model.CreateBackendDetails;
import com.oracle.bmc.loadbalancer.model.WorkRequest;
import com.oracle.bmc.loadbalancer.requests.CreateBackendRequest;
import com.oracle.bmc.loadbalancer.requests.DeleteBackendRequest;
import com.oracle.bmc.loadbalancer.requests.DeleteBackendSetRequest;
import com.oracle.bmc.loadbalancer.requests.GetBackendHealthRequest;
import com.oracle.bmc.loadbalancer.requests.GetBackendSetHealthRequest;
import com.oracle.bmc.loadbalancer.requests.GetLoadBalancerRequest;
import com.oracle.bmc.loadbalancer.requests.ListBackendsRequest;
import com.oracle.bmc.loadbalancer.responses.ListBackendsResponse;
import com.oracle.bmc.model.BmcException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Load Balancer as the official client sees it. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class LoadBalancerEmulatorTest {
    private final ServedBalancer served = new ServedBalancer();

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void anUpdateTakesItsTimeAndSetsEveryField() {
        String workRequest = served.client.updateBackend(served.drain().build()).getOpcWorkRequestId();

        assertThat(served.backends().get(0).drain()).as("right away").isFalse();
        assertThat(served.ended(workRequest).getLifecycleState()).isEqualTo(WorkRequest.LifecycleState.Succeeded);
        assertThat(served.backends().get(0))
                .extracting(BackendState::drain, BackendState::weight, BackendState::maxConnections)
                .containsExactly(true, 3, 512);
        assertThat(served.backends().get(1).drain()).isFalse();
    }

    @Test
    void theRevisionIsThatOfTheWholeLoadBalancer() {
        ListBackendsResponse seen = list();
        assertThat(seen.getETag()).isEqualTo(wholeEtag());
        served.emulator
                .outsideChanges()
                .removeBackend(
                        served.emulator.loadBalancerId(),
                        ServedBalancer.SET,
                        served.backends().get(2).name());

        BmcException refused = Refused.by(() -> served.client.updateBackend(
                served.drain().ifMatch(seen.getETag()).build()));

        assertThat(refused.getStatusCode()).isEqualTo(412);
        assertThat(served.client
                        .updateBackend(served.drain().ifMatch(wholeEtag()).build())
                        .getOpcWorkRequestId())
                .isNotBlank();
    }

    @Test
    void takesOneChangeAtATime() {
        String first = served.client.updateBackend(served.drain().build()).getOpcWorkRequestId();

        BmcException refused = Refused.by(
                () -> served.client.deleteBackend(remove(served.backends().get(2))));

        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(refused.getServiceCode()).isEqualTo("Conflict");
        served.ended(first);
        served.ended(
                served.client.deleteBackend(remove(served.backends().get(2))).getOpcWorkRequestId());
        assertThat(served.backends()).hasSize(2);
    }

    @Test
    void whatCantBeDoneFailsTheWorkRequestAndNotTheCall() {
        BackendState present = served.backends().get(1);
        CreateBackendRequest twice = CreateBackendRequest.builder()
                .loadBalancerId(served.emulator.loadBalancerId())
                .backendSetName(ServedBalancer.SET)
                .createBackendDetails(CreateBackendDetails.builder()
                        .ipAddress(present.ipAddress())
                        .port(present.port())
                        .build())
                .build();

        WorkRequest ended = served.ended(served.client.createBackend(twice).getOpcWorkRequestId());

        assertThat(ended.getLifecycleState()).isEqualTo(WorkRequest.LifecycleState.Failed);
        assertThat(ended.getErrorDetails().get(0).getMessage()).contains(present.name());
        assertThat(served.backends()).hasSize(3);
    }

    @Test
    void aSetThatAListenerLeadsToStays() {
        WorkRequest ended = served.ended(served.client
                .deleteBackendSet(DeleteBackendSetRequest.builder()
                        .loadBalancerId(served.emulator.loadBalancerId())
                        .backendSetName(ServedBalancer.SET)
                        .build())
                .getOpcWorkRequestId());

        assertThat(ended.getLifecycleState()).isEqualTo(WorkRequest.LifecycleState.Failed);
        assertThat(served.backends()).hasSize(3);
    }

    @Test
    void healthIsWhatWasFoundLast() {
        String name = served.backends().get(0).name();
        assertThat(health(name).getStatus()).isEqualTo(BackendHealth.Status.Unknown);

        for (BackendState backend : served.backends()) {
            report(backend.name(), HealthCheckStatus.OK);
        }
        assertThat(health(name).getStatus()).isEqualTo(BackendHealth.Status.Ok);
        assertThat(setHealth().getStatus()).isEqualTo(BackendSetHealth.Status.Ok);

        report(name, HealthCheckStatus.CONNECT_FAILED);
        assertThat(health(name).getHealthCheckResults())
                .extracting(found -> found.getHealthCheckStatus().getValue())
                .contains("CONNECT_FAILED");
        assertThat(setHealth())
                .extracting(BackendSetHealth::getStatus, BackendSetHealth::getTotalBackendCount)
                .isNotEqualTo(tuple(BackendSetHealth.Status.Ok, 3));
    }

    private void report(String backend, HealthCheckStatus status) {
        served.emulator.healthChecked(served.emulator.loadBalancerId(), ServedBalancer.SET, backend, status);
    }

    private BackendHealth health(String backend) {
        return served.client
                .getBackendHealth(GetBackendHealthRequest.builder()
                        .loadBalancerId(served.emulator.loadBalancerId())
                        .backendSetName(ServedBalancer.SET)
                        .backendName(backend)
                        .build())
                .getBackendHealth();
    }

    private BackendSetHealth setHealth() {
        return served.client
                .getBackendSetHealth(GetBackendSetHealthRequest.builder()
                        .loadBalancerId(served.emulator.loadBalancerId())
                        .backendSetName(ServedBalancer.SET)
                        .build())
                .getBackendSetHealth();
    }

    private ListBackendsResponse list() {
        return served.client.listBackends(ListBackendsRequest.builder()
                .loadBalancerId(served.emulator.loadBalancerId())
                .backendSetName(ServedBalancer.SET)
                .build());
    }

    private String wholeEtag() {
        return served.client
                .getLoadBalancer(GetLoadBalancerRequest.builder()
                        .loadBalancerId(served.emulator.loadBalancerId())
                        .build())
                .getETag();
    }

    private DeleteBackendRequest remove(BackendState backend) {
        return DeleteBackendRequest.builder()
                .loadBalancerId(served.emulator.loadBalancerId())
                .backendSetName(ServedBalancer.SET)
                .backendName(backend.name())
                .build();
    }
}
