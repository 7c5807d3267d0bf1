package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.spi.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Instance of a pool, and its node once it has joined. */
public final class Machine {
    /** The time of day when the run begins. */
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** Days since the machine number 0 has joined. */
    private static final int OLDEST = 3_600;

    public final String instanceId;

    /** As provider and cluster call it; another one may have had it before. */
    public final String name;

    public final Pool pool;

    /** At which the balancers send it traffic. */
    public final String address;

    /** Of its primary network interface, as the provider tells it: most machines have but one interface. */
    public final String privateIp;

    public final String domain;
    public KubernetesVersion version;

    /** Number of the image that it was made from. */
    public int imageBuild = 1;

    /** There when the run began. */
    public boolean original;

    public Lifecycle lifecycle = Lifecycle.CREATING;

    /** Whether there is a node object for it. */
    public boolean joined;

    public boolean ready;

    /** When {@link #ready} changed last. */
    public long readyChanged;

    public Cordon cordon = Cordon.NONE;

    /** What its node says to the autoscaler. */
    public ScaleDown scaleDown = ScaleDown.ALLOWED;

    /** What its node says to the controllers of the load balancers of Services. */
    public BalancerExclusion exclusion = BalancerExclusion.NONE;

    public final List<Taint> taints = new ArrayList<>();

    public long revision;

    /** Reason for which its node is held back; null if it is not. */
    public @Nullable String hold;

    /** When the run asked for its deletion; negative if it did not. */
    public long deletionAsked = -1;

    /** Its deletion was requested and failed: the service deletes it at the next update of its pool. */
    public boolean deletionFailed;

    /** The machine that it replaces; null if it replaces none. */
    public @Nullable Machine inPlaceOf;

    /** Made as the run has made its pool larger. */
    public boolean surge;

    /** The run has asked for its deletion so that none comes in its place. */
    public boolean withoutSuccessor;

    public boolean everReady;

    /** Claims of pods that have gone, whose volumes are not detached yet. */
    public final Set<String> attached = new LinkedHashSet<>();

    public final Set<SimulatedPod> pods = new LinkedHashSet<>();

    /** A machine that is being made. */
    public Machine(
            String instanceId, String name, Pool pool, String address, String domain, KubernetesVersion version) {
        this(instanceId, name, pool, address, address, domain, version);
    }

    /** The same, with two network interfaces. */
    public Machine(
            String instanceId,
            String name,
            Pool pool,
            String address,
            String privateIp,
            String domain,
            KubernetesVersion version) {
        this.instanceId = instanceId;
        this.name = name;
        this.pool = pool;
        this.address = address;
        this.privateIp = privateIp;
        this.domain = domain;
        this.version = version;
    }

    /** Its provider has three in each availability domain. */
    public String faultDomain() {
        return "FD-" + (number() % 3 + 1);
    }

    /**
     * When it joined, as far as that tells it from others: later ones have higher numbers, and those that were there
     * when the run began are some days old, each a day older than the next.
     */
    public Instant created() {
        return original ? BEGIN.minus(Duration.ofDays(OLDEST - number())) : BEGIN.plusSeconds(number());
    }

    /** Instances are numbered in the order in which they are made. */
    private int number() {
        String digits = instanceId.replaceFirst(".*?(\\d*)$", "$1");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** Identity of its node object. */
    public String uid() {
        return "uid-" + instanceId;
    }

    /** Whether the run has left it aside, as its pods can't be evicted: reads the mark of its cordon. */
    public boolean isLeftAside() {
        return cordon.owner().filter(Machine::leavesAside).isPresent();
    }

    /** Whether it is the mark of a cordon with which a run leaves a node aside. */
    public static boolean leavesAside(String owner) {
        return owner.startsWith("drain-quarantine-");
    }

    /** Whether it has that address, of whichever interface. */
    public boolean has(String its) {
        return address.equals(its) || privateIp.equals(its);
    }

    /** There, or coming, and not on its way out. */
    public boolean remains() {
        return lifecycle == Lifecycle.ACTIVE || lifecycle == Lifecycle.CREATING || lifecycle == Lifecycle.UPDATING;
    }

    /** Whether it runs, joined or not; until the end of its deletion it may. */
    public boolean runs() {
        return lifecycle == Lifecycle.ACTIVE || lifecycle == Lifecycle.DELETING;
    }

    @Override
    public String toString() {
        return name + "(" + instanceId + ")";
    }
}
