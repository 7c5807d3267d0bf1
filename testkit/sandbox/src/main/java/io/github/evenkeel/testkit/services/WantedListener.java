package io.github.evenkeel.testkit.services;

/**
 * Listener that a Service has to have.
 *
 * @param name such as {@code HTTP-80}
 * @param protocol of the service that balances
 * @param port of the Service
 * @param backendSet to which it leads
 */
record WantedListener(String name, String protocol, int port, String backendSet) {}
