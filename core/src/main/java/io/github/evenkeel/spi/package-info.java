/**
 * The ports: what Evenkeel needs of a cluster, its workloads and a load balancer, in its own words.
 *
 * <p>Adapters implement these interfaces; callers hand the implementations to UpgradePlan. Values are immutable and
 * safe to share.
 */
@NullMarked
package io.github.evenkeel.spi;

import org.jspecify.annotations.NullMarked;
