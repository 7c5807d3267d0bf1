package io.github.evenkeel.drain;

import io.github.evenkeel.spi.Pod;
import java.time.Duration;

/** What has become of the evictions of a drain so far, by pod. */
interface EvictionAccount {
    /** How long a budget has blocked a pod. */
    Duration heldFor(Pod pod);

    /** Why something other than a budget refuses a pod's eviction, with a comma in front; empty if nothing does. */
    String refusalOf(Pod pod);
}
