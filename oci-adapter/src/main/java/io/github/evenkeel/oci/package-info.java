/**
 * The cluster and load balancer ports on the official OCI SDK for Java.
 *
 * <p>The caller builds the SDK's clients, keeps them, and closes them; they may be shared between threads and with
 * other code. The SDK's own retries are switched off call by call. Its circuit breaker can't be: a client that has one
 * works, and says when it sends nothing; one without leaves all pacing to Evenkeel and is built with
 * {@code ClientConfiguration.builder().circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())}.
 *
 * <p>The SDK does not tell the header {@code retry-after} of an answer that is an error, so
 * {@link io.github.evenkeel.spi.ServiceException#retryAfter()} is empty here.
 */
@NullMarked
package io.github.evenkeel.oci;

import org.jspecify.annotations.NullMarked;
