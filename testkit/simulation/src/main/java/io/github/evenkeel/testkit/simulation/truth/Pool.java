package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Node pool of the ground truth. */
public final class Pool {
    public final String id;
    public KubernetesVersion version;
    public NodeImage image;

    /** How many machines it should have. */
    public int size;

    /** The size at the beginning, or the one that another client has set since. */
    public int rightfulSize;

    /** Another client has deleted a node: it is not known whether a new machine replaces it. */
    public boolean shrunk;

    /**
     * How many nodes other clients have deleted that the run had added: the size that the pool had before the run added
     * them may be the right one, too.
     */
    public int addedTaken;

    /** Another client has added a node while the run had added some: it is not known which of them is whose. */
    public boolean enlarged;

    public Lifecycle lifecycle = Lifecycle.ACTIVE;

    /** What the service does with the nodes once the pool's version or image is another. */
    public NodeCycling cycling = NodeCycling.OFF;

    /** How many machines the provider is going to make, which it does not list yet. */
    public int toCome;

    /** How many of these it is not going to make after all. */
    public int calledOff;

    /** Availability domains in which the provider makes its machines. */
    public List<String> domains = List.of(App.DOMAIN);

    public long revision;

    /** When that was, in nanoseconds. */
    public long revisedAt;

    /** Those that are gone are listed for a while. */
    public final List<Machine> machines = new ArrayList<>();

    /** Machines that could not be made. */
    public final List<PoolNode> failures = new ArrayList<>();

    /** A pool without machines. */
    public Pool(String id, KubernetesVersion version, NodeImage image, int size) {
        this.id = id;
        this.version = version;
        this.image = image;
        this.size = size;
        this.rightfulSize = size;
    }

    @Override
    public String toString() {
        return id;
    }

    /** Machines that are there, or coming, and not on their way out. */
    public int remaining() {
        int remaining = 0;
        for (Machine machine : machines) {
            remaining += machine.remains() ? 1 : 0;
        }
        return remaining;
    }

    /**
     * The provider's choice for a new machine: the domain that has the fewest machines of the pool, and among these the
     * one of the machine that it replaces.
     *
     * @param inPlaceOf null if it replaces none
     */
    public String domain(@Nullable Machine inPlaceOf) {
        String best = domains.get(0);
        for (String domain : domains) {
            long fewer = machinesIn(best) - machinesIn(domain);
            if (fewer > 0 || (fewer == 0 && inPlaceOf != null && domain.equals(inPlaceOf.domain))) {
                best = domain;
            }
        }
        return best;
    }

    /** Another one than that. */
    public String anotherDomain(@Nullable Machine inPlaceOf) {
        return domain(inPlaceOf).equals("AD-2") ? App.DOMAIN : "AD-2";
    }

    private long machinesIn(String domain) {
        return machines.stream()
                .filter(machine -> machine.remains() && machine.domain.equals(domain))
                .count();
    }

    /** Number of the image that it makes machines from. */
    public int imageBuild() {
        return Integer.parseInt(image.id().replaceFirst(".*-(\\d+)$", "$1"));
    }

    /** Something about it is another way from now on. */
    public void revised(long now) {
        revision++;
        revisedAt = now;
    }
}
