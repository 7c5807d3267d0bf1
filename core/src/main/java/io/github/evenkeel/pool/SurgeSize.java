package io.github.evenkeel.pool;

import java.util.HashSet;
import java.util.Set;

/**
 * Size of a pool to which the run has added nodes, as the run's own changes have made it: what another client has added
 * is not taken away again. Not thread-safe.
 */
final class SurgeSize {
    private final int before;

    /** Nodes whose deletion makes the pool smaller, and with which the run has not ended: that may show already. */
    private final Set<String> leaving = new HashSet<>();

    /** By the run's own changes, the nodes included that are leaving. */
    private int most;

    /** The same, once placeholders are taken back: a process that ends meanwhile may have done it. */
    private int least;

    /** What the pool had when it was looked at; 0 if it was not. */
    private int seen;

    private boolean isOwn;

    /** Added nodes that are successors of nodes that still serve: without other clients, the pool has both. */
    private int beside;

    /**
     * The run is about to change it, or another process may have changed it.
     *
     * @param before that the pool had
     * @param most that it has by the run's changes
     * @param least that it has if a change that makes it smaller has come about
     */
    SurgeSize(int before, int most, int least) {
        this.before = before;
        this.most = most;
        this.least = least;
    }

    /** Whether the pool has had the size that the run has given it: a smaller one is of another client. */
    boolean isReached() {
        return isOwn;
    }

    /** Another process has found it so. */
    void wasReached() {
        isOwn = true;
    }

    int before() {
        return before;
    }

    int most() {
        return most;
    }

    int least() {
        return least;
    }

    /** The run is about to make it smaller. */
    void shrinksTo(int size) {
        least = size;
    }

    /** The run has given the pool that size, or has found it so while no node was under way. */
    void is(int now) {
        most = now;
        least = now;
        seen = now;
        isOwn = true;
    }

    /** A node that was added is the successor of one that the run has not deleted. */
    void hasOneBeside() {
        beside++;
    }

    /** Whether the pool was looked at. */
    boolean isKnown() {
        return seen > 0;
    }

    /** A look at the pool. */
    void found(int now) {
        if (!isKnown()) {
            seen = now;
        }
    }

    /** A node's deletion is to make the pool smaller. */
    void leaves(String node) {
        leaving.add(node);
    }

    /** The node has left, as the run has asked. */
    void left(String node) {
        if (leaving.remove(node)) {
            most--;
            least--;
            seen = Math.max(1, seen - 1);
        }
    }

    /** The run has ended with the node: if it has not left, it stays, or another client has replaced it. */
    void stays(String node) {
        leaving.remove(node);
    }

    /** Whether another node may leave: the pool never gets smaller than it was. */
    boolean isTooLarge() {
        return Math.min(most, seen) - leaving.size() > before;
    }

    /** By how many nodes the run's own changes have made a pool larger that has that size. */
    int tooMany(int now) {
        return Math.min(now, most) - before;
    }

    /**
     * Whether another client has made the pool smaller; a process that has ended may not have made it larger at all.
     */
    boolean wasShrunk(int now) {
        return now < least - leaving.size() && (isOwn || now > before || now < before + beside);
    }
}
