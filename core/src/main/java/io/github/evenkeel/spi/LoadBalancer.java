package io.github.evenkeel.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port to a load balancer and its backends.
 *
 * <p>Every method is one call to the service, blocks until the response, and may be called from any thread. A mutation
 * returns as soon as the service has accepted it; poll the returned operation with {@link #operation}. A balancer
 * accepts one change at a time: the caller ensures that none is in flight.
 *
 * <p>Every failure is a {@link ServiceException} whose {@link ServiceException#outcome() outcome} says what the caller
 * can do.
 */
public interface LoadBalancer {
    /**
     * Address of the service, for messages: {@code https://10.0.0.5:6443}. Without user or token. Makes no call; empty
     * if it is not known.
     */
    default Optional<String> endpoint() {
        return Optional.empty();
    }

    /** The balancer's identity for the service; for OCI its OCID. Makes no call. */
    String id();

    /** Reads the balancer with its backend sets. */
    LoadBalancerDescription describe();

    /** Reads the health of one backend. */
    BackendHealth health(String backendSet, Backend backend);

    /**
     * Reads which backends of a set are not healthy.
     *
     * @return by {@link Backend#name()}, each backend that is not {@link BackendHealth#OK}
     */
    Map<String, BackendHealth> unhealthyBackends(String backendSet);

    /** Reads the changes of the balancer that have not ended yet. */
    List<Operation> operationsInFlight();

    /**
     * Replaces all settings of the backend of the same address and port by {@code desired}.
     *
     * @param seen description that {@code desired} was made from; refused as stale if the balancer changed since
     */
    Operation updateBackend(LoadBalancerDescription seen, String backendSet, Backend desired);

    /** Adds a backend to a set. */
    Operation addBackend(LoadBalancerDescription seen, String backendSet, Backend backend);

    /** Removes a backend from a set. */
    Operation removeBackend(LoadBalancerDescription seen, String backendSet, Backend backend);

    /**
     * Command with which an operator writes, adds or removes a backend, to be pasted into a shell: one line, each
     * argument quoted, nothing but the command. Makes no call. Empty if there is no such command.
     */
    default Optional<String> cliCommand(String backendSet, Backend backend, CliAction what) {
        return Optional.empty();
    }

    /** Change of a backend by an operator. */
    enum CliAction {
        /** Replace its settings. */
        UPDATE,
        /** Add it to the set. */
        ADD,
        /** Remove it from the set. */
        REMOVE
    }

    /** Reads the state of an operation. */
    Operation operation(String operationId);
}
