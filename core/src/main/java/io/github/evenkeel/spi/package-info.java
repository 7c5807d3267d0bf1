/**
 * Ports: what Evenkeel needs of a cluster, its workloads and a load balancer.
 *
 * <p>Adapters implement these interfaces, and callers pass the implementations to UpgradePlan. Values are immutable and
 * safe for use by any thread.
 *
 * <p>A value that describes an object of a service, and has a {@code builder}, grows with what the library reads.
 * Adapters make it by its builder alone, which has a default for each component that is not required. Its constructor
 * is public because it is a record, and may change in any release. A value without a builder, such as
 * {@link io.github.evenkeel.spi.Owner}, is complete: its components stay as they are.
 *
 * <p>What may be missing is an {@link java.util.Optional}, never null. The setter of a builder for such a component
 * takes the value as the service sends it, and takes null for none.
 */
@NullMarked
package io.github.evenkeel.spi;

import org.jspecify.annotations.NullMarked;
