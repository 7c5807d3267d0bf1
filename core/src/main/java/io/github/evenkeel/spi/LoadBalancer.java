package io.github.evenkeel.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A load balancer and the backends behind it.
 *
 * <p>Every method is one conversation with the service, blocks until it is answered, and may be called from any thread.
 * A mutation returns as soon as the service has accepted it; what it returns is polled with {@link #operation}. A
 * balancer takes one change at a time: the caller sees to it that none is in flight.
 *
 * <p>Every failure is a {@link ServiceException} whose {@link ServiceException#outcome() outcome} says what may be done
 * about it.
 */
public interface LoadBalancer {
    /**
     * Address of the server that answers, for people: {@code https://10.0.0.5:6443}. Without user or token. Sends
     * nothing; empty if it is not known.
     */
    default Optional<String> endpoint() {
        return Optional.empty();
    }

    /** The balancer's identity for the service; for OCI its OCID. Asks nobody. */
    String id();

    /** Reads the balancer with its backend sets. */
    LoadBalancerDescription describe();

    /** Asks how the balancer finds one backend. */
    BackendHealth health(String backendSet, Backend backend);

    /**
     * Asks which backends of a set are not well.
     *
     * @return by {@link Backend#name()}, each backend that is not {@link BackendHealth#OK}
     */
    Map<String, BackendHealth> unhealthyBackends(String backendSet);

    /** Changes to the balancer that have not ended yet. */
    List<Operation> operationsInFlight();

    /**
     * Writes all of {@code desired} over the backend of the same address and port.
     *
     * @param seen what {@code desired} was made from; refused as stale if the balancer changed since
     */
    Operation updateBackend(LoadBalancerDescription seen, String backendSet, Backend desired);

    /** Adds a backend to a set. */
    Operation addBackend(LoadBalancerDescription seen, String backendSet, Backend backend);

    /** Takes a backend out of a set. */
    Operation removeBackend(LoadBalancerDescription seen, String backendSet, Backend backend);

    /**
     * The command by which a person makes a set have a backend just so, or have none at that address and port, to be
     * pasted into a shell: on one line, with each argument quoted, and nothing but the command on it. Asks nobody.
     * Empty if there is no such command.
     */
    default Optional<String> cliCommand(String backendSet, Backend backend, CliAction what) {
        return Optional.empty();
    }

    /** What a person may have to do to a backend. */
    enum CliAction {
        /** Write its settings over those that it has. */
        UPDATE,
        /** Add it to the set. */
        ADD,
        /** Take it out of the set. */
        REMOVE
    }

    /** Reads how an operation stands. */
    Operation operation(String operationId);
}
