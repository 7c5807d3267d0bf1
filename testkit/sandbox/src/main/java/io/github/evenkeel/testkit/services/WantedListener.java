package io.github.evenkeel.testkit.services;

import java.util.Optional;

/**
 * Listener that a Service has to have.
 *
 * @param name such as {@code HTTP-80}
 * @param protocol of the service that balances
 * @param port of the Service
 * @param backendSet to which it leads
 * @param idleTimeout in seconds; empty for that of the service that balances
 */
record WantedListener(String name, String protocol, int port, String backendSet, Optional<Integer> idleTimeout) {}
