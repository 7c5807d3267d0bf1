package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.spi.Deployment.Trait;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rollouts of an app that a Deployment of one replica makes. */
public final class Rollouts {
    /** The pod for which the rollout was restarted last; null if it never was. It makes the template another one. */
    public @Nullable String restartedFor;

    /** All pods for which it was. */
    public final Set<String> restarts = new HashSet<>();

    /** What keeps it from being surged; none if nothing does. */
    public final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    /** Pods that its namespace may have. */
    public int quota = Integer.MAX_VALUE;

    public long revision;

    /** When one of its pods last became unavailable by no change of the run, in nanoseconds. */
    public long brokenAt = Long.MIN_VALUE / 2;

    /** Whether nothing keeps it from being surged. */
    public boolean mayBeSurged() {
        return traits.isEmpty() && quota == Integer.MAX_VALUE;
    }
}
