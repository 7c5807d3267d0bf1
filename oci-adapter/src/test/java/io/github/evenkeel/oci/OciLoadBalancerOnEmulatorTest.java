package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.contract.LoadBalancerContract;
import io.github.evenkeel.testkit.contract.LoadBalancerFixture;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.CallFault;
import io.github.evenkeel.testkit.oci.HealthCheckStatus;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciOperation;
import io.github.evenkeel.testkit.oci.Timings;
import io.github.evenkeel.testkit.oci.WorkRequestFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The adapter with the real client of the SDK, on the emulator. */
@Execution(ExecutionMode.CONCURRENT)
class OciLoadBalancerOnEmulatorTest extends LoadBalancerContract {
    @Override
    protected LoadBalancerFixture fixture(Map<String, List<Backend>> backendSets) {
        return new Emulated(backendSets);
    }

    private static final class Emulated implements LoadBalancerFixture {
        private final OciEmulator emulator;
        private final LoadBalancerClient client;
        private final LoadBalancer port;
        private @Nullable String changeOfAnotherClient;

        Emulated(Map<String, List<Backend>> backendSets) {
            LoadBalancerSpec spec = LoadBalancerSpec.named("front");
            backendSets.forEach((name, backends) -> {
                BackendSetSpec set = BackendSetSpec.named(name);
                backends.forEach(backend -> set.backend(state(backend)));
                spec.backendSet(set).listener(name, 8000 + name.length(), name);
            });
            emulator = OciEmulator.builder()
                    .timings(Timings.quick().loadBalancerChange(Duration.ofMillis(20)))
                    .loadBalancer(spec)
                    .start();
            client = emulator.loadBalancerClient();
            port = OciLoadBalancer.of(client, emulator.loadBalancerId());
            backendSets.forEach((name, backends) -> backends.forEach(backend -> passHealthChecks(name, backend)));
        }

        private static BackendState state(Backend backend) {
            return new BackendState(
                    backend.address(),
                    backend.port(),
                    backend.weight(),
                    backend.maxConnections(),
                    backend.is(Mode.DRAIN),
                    backend.is(Mode.OFFLINE),
                    backend.is(Mode.BACKUP));
        }

        @Override
        public LoadBalancer port() {
            return port;
        }

        @Override
        public void await(String what, BooleanSupplier condition) {
            Awaitility.await(what)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofSeconds(30))
                    .until(condition::getAsBoolean);
        }

        @Override
        public void passHealthChecks(String backendSet, Backend backend) {
            emulator.healthChecked(emulator.loadBalancerId(), backendSet, backend.name(), HealthCheckStatus.OK);
        }

        @Override
        public void failHealthChecks(String backendSet, Backend backend) {
            emulator.healthChecked(
                    emulator.loadBalancerId(), backendSet, backend.name(), HealthCheckStatus.CONNECT_FAILED);
        }

        @Override
        public void changedByAnotherClient(String backendSet, Backend settings) {
            emulator.outsideChanges().backend(emulator.loadBalancerId(), backendSet, state(settings));
        }

        @Override
        public void beginChangeOfAnotherClient() {
            changeOfAnotherClient = emulator.outsideChanges().startWorkRequest(emulator.loadBalancerId());
        }

        @Override
        public void endChangeOfAnotherClient() {
            emulator.outsideChanges().endWorkRequest(Objects.requireNonNull(changeOfAnotherClient));
        }

        @Override
        public void failNextUpdate() {
            emulator.faults().nextWorkRequest(OciOperation.UPDATE_BACKEND, WorkRequestFault.failed("out of order"));
        }

        @Override
        public void failNextDescribe(Outcome outcome) {
            emulator.faults().next(OciOperation.GET_LOAD_BALANCER, EmulatorFaults.of(outcome));
        }

        @Override
        public void loseNextUpdate() {
            emulator.faults().next(OciOperation.UPDATE_BACKEND, CallFault.lostBeforeEffect());
        }

        @Override
        public void loseAnswerOfNextUpdate() {
            emulator.faults().next(OciOperation.UPDATE_BACKEND, CallFault.lostAfterEffect());
        }

        @Override
        public void close() {
            client.close();
            emulator.close();
        }
    }
}
