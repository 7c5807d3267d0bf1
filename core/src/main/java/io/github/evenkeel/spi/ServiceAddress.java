package io.github.evenkeel.spi;

/**
 * An address that a Service of type LoadBalancer holds.
 *
 * @param namespace of the Service
 * @param name of the Service
 * @param address of the load balancer that a controller keeps for it
 */
public record ServiceAddress(String namespace, String name, String address) {}
