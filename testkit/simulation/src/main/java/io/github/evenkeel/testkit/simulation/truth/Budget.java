package io.github.evenkeel.testkit.simulation.truth;

/** Disruption budget of one app, with the figures of its controller, which are a little late. */
public final class Budget {
    public final App app;

    /** Pods that must be ready. */
    public int needed;

    /** Since when, in nanoseconds. */
    public long neededSince = Long.MIN_VALUE / 2;

    /** When its figures last changed. */
    public long countedAt = Long.MIN_VALUE / 2;

    public int healthy;
    public int expected;
    public int allowed;
    public int underway;

    /** Pods that the server has evicted since the figures were counted. */
    public int evicted;

    public long revision;

    /** Whether the figures are due to be counted again. */
    public boolean countDue;

    /** Whether pods have left in another way since the figures were counted, such as by an operator's hand. */
    public boolean hasLostOthers(long ready) {
        return countDue && ready < healthy - evicted;
    }

    /** Not counted yet. */
    public Budget(App app, int needed) {
        this.app = app;
        this.needed = needed;
        app.budget = this;
    }
}
