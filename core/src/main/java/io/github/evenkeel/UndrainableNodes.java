package io.github.evenkeel;

/** Immutable rule for nodes whose pods can't be evicted. */
public final class UndrainableNodes {
    private static final int MOST = 1000;
    private static final UndrainableNodes STOP = new UndrainableNodes(0, Traffic.PUT_BACK);

    /** What becomes of the traffic of a node that is left aside. */
    private enum Traffic {
        PUT_BACK,
        KEPT_OUT
    }

    private final int most;
    private final Traffic traffic;

    private UndrainableNodes(int most, Traffic traffic) {
        this.most = most;
        this.traffic = traffic;
    }

    /** Restores the node, and stops the roll. */
    public static UndrainableNodes stop() {
        return STOP;
    }

    /**
     * Gives the node its traffic again, leaves it cordoned, and goes on with the next one; stops at the first such node
     * beyond that number.
     *
     * @param most how many nodes may be left aside
     * @throws IllegalArgumentException if it is not 1 to 1,000
     */
    public static UndrainableNodes quarantine(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException(
                    "the number of nodes to leave aside is " + most + "; needed is 1 to " + MOST);
        }
        return new UndrainableNodes(most, Traffic.PUT_BACK);
    }

    /** Keeps nodes that are left aside out of the load balancers. Each is unavailable until the end of the roll. */
    public UndrainableNodes withoutTraffic() {
        return new UndrainableNodes(most, Traffic.KEPT_OUT);
    }

    /** How many nodes may be left aside. */
    public int mostLeftAside() {
        return most;
    }

    /** Whether a node that is left aside gets its traffic again. */
    public boolean getTrafficAgain() {
        return traffic == Traffic.PUT_BACK;
    }

    /** For messages, equal for equal rules. */
    @Override
    public String toString() {
        return most == 0
                ? "stopping at undrainable nodes"
                : "leaving up to " + most + " undrainable nodes aside" + (getTrafficAgain() ? "" : " without traffic");
    }
}
