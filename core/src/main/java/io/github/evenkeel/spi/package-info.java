/**
 * Ports: what Evenkeel needs of a cluster, its workloads and a load balancer.
 *
 * <p>Adapters implement these interfaces, and callers pass the implementations to UpgradePlan. Values are immutable and
 * safe for use by any thread.
 */
@NullMarked
package io.github.evenkeel.spi;

import org.jspecify.annotations.NullMarked;
