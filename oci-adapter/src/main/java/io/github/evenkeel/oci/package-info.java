/**
 * Cluster and load balancer on the official OCI SDK for Java.
 *
 * <p>The caller builds the SDK's clients and closes them; threads and other code may share them. Each call switches the
 * SDK's own retries off. Its circuit breaker can't be switched off by a call: a client with one works, and its failures
 * say when it has sent nothing. A client without one leaves all retries to Evenkeel; build it with
 * {@code ClientConfiguration.builder().circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())}.
 *
 * <p>The SDK does not expose the header {@code retry-after} of an error response, so
 * {@link io.github.evenkeel.spi.ServiceException#retryAfter()} is empty here.
 */
@NullMarked
package io.github.evenkeel.oci;

import org.jspecify.annotations.NullMarked;
