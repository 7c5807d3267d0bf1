package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.contract.LoadBalancerFixture;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.CallFault;
import io.github.evenkeel.testkit.oci.HealthCheckStatus;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import io.github.evenkeel.testkit.oci.OciOperation;
import io.github.evenkeel.testkit.oci.Timings;
import io.github.evenkeel.testkit.oci.WorkRequestFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An adapter with the real client of the SDK, before the only balancer of an emulator. */
final class EmulatedBalancer implements LoadBalancerFixture, EmulatorFixture {
    private final OciEmulator emulator;
    private final AutoCloseable client;
    private final LoadBalancer port;
    private final OciOperation read;
    private final OciOperation update;
    private @Nullable String changeOfAnotherClient;

    /**
     * Of either service.
     *
     * @param client of the port; closed with this
     * @param read operation that reads the balancer
     * @param update operation that updates a backend
     */
    EmulatedBalancer(
            OciEmulator emulator, AutoCloseable client, LoadBalancer port, OciOperation read, OciOperation update) {
        this.emulator = emulator;
        this.client = client;
        this.port = port;
        this.read = read;
        this.update = update;
    }

    static OciEmulatorBuilder described() {
        return OciEmulator.builder().timings(Timings.quick().loadBalancerChange(Duration.ofMillis(20)));
    }

    static BackendSetSpec set(String name, List<Backend> backends) {
        BackendSetSpec set = BackendSetSpec.named(name);
        backends.forEach(backend -> set.backend(state(backend)));
        return set;
    }

    EmulatedBalancer passingHealthChecks(Map<String, List<Backend>> backendSets) {
        backendSets.forEach((name, backends) -> backends.forEach(backend -> passHealthChecks(name, backend)));
        return this;
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
    public void passHealthChecks(String backendSet, Backend backend) {
        emulator.healthChecked(port.id(), backendSet, backend.name(), HealthCheckStatus.OK);
    }

    @Override
    public void failHealthChecks(String backendSet, Backend backend) {
        emulator.healthChecked(port.id(), backendSet, backend.name(), HealthCheckStatus.CONNECT_FAILED);
    }

    @Override
    public void changedByAnotherClient(String backendSet, Backend settings) {
        emulator.outsideChanges().backend(port.id(), backendSet, state(settings));
    }

    @Override
    public void beginChangeOfAnotherClient() {
        changeOfAnotherClient = emulator.outsideChanges().startWorkRequest(port.id());
    }

    @Override
    public void endChangeOfAnotherClient() {
        emulator.outsideChanges().endWorkRequest(Objects.requireNonNull(changeOfAnotherClient));
    }

    @Override
    public void failNextUpdate() {
        emulator.faults().nextWorkRequest(update, WorkRequestFault.failed("out of order"));
    }

    @Override
    public void failNextDescribe(Outcome outcome) {
        emulator.faults().next(read, EmulatorFaults.of(outcome));
    }

    @Override
    public void loseNextUpdate() {
        emulator.faults().next(update, CallFault.lostBeforeEffect());
    }

    @Override
    public void loseAnswerOfNextUpdate() {
        emulator.faults().next(update, CallFault.lostAfterEffect());
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        emulator.close();
    }
}
