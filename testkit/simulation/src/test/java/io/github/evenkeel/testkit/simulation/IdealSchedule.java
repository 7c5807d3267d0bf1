package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.Timing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Shortest time that a roll can take with so many nodes at once: each wait is that of the services or of the plan, a
 * node begins as soon as another is done, and a balancer takes one change at a time, first those for the nodes that
 * were begun first: what they have to wait for ends sooner, and others begin sooner. It knows nothing of the engine.
 */
final class IdealSchedule {
    private final ServiceTimes times;
    private final Timing timing;
    private final Iterator<ServiceTimes.Node> waiting;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
    private final Map<String, Balancer> balancers = new HashMap<>();
    private final IdentityHashMap<ServiceTimes.Node, Integer> ranks = new IdentityHashMap<>();
    private final double between;
    private double now;
    private int free;
    private int successors;

    private record Event(double at, Runnable what) {}

    /** Changes of a balancer that wait for the end of another one. */
    private static final class Balancer {
        private final PriorityQueue<Change> waiting =
                new PriorityQueue<>(Comparator.comparingInt(Change::rank).thenComparingInt(Change::number));
        private int changes;
        private boolean busy;
    }

    /**
     * One change of a balancer.
     *
     * @param rank of its node: how many were begun before
     * @param number of changes that were requested before
     */
    private record Change(int rank, int number, double takes, Runnable then) {}

    private IdealSchedule(ServiceTimes times, Timing timing, double between) {
        this.between = between;
        this.times = times;
        this.timing = timing;
        this.waiting = times.nodes.values().iterator();
    }

    /**
     * Reckons it.
     *
     * @param log events of a run without faults
     * @param atOnce how many nodes may be under way
     * @return seconds
     */
    static double of(List<String> log, Timing timing, int atOnce) {
        return of(log, timing, atOnce, 0);
    }

    /**
     * The same, if a client can't have a balancer begin a change at the very moment at which another one ends.
     *
     * @param between seconds from the end of each change to the begin of the next one
     */
    static double of(List<String> log, Timing timing, int atOnce, double between) {
        return new IdealSchedule(ServiceTimes.of(log), timing, between).run(atOnce);
    }

    private double run(int atOnce) {
        now = times.beforeTheNodes();
        for (int slot = 0; slot < atOnce; slot++) {
            if (slot < times.surge.size()) {
                free++;
                after(Math.max(times.surgeReady, times.surge.get(slot)), this::successorIsThere);
            } else {
                next();
            }
        }
        while (!events.isEmpty()) {
            Event event = events.remove();
            now = event.at;
            event.what.run();
        }
        return now;
    }

    private void next() {
        if (waiting.hasNext()) {
            ServiceTimes.Node node = waiting.next();
            changes(
                    node,
                    node.drains,
                    () -> after(
                            untilDeletion(node) + node.replacement(),
                            () -> changes(
                                    node,
                                    node.removes,
                                    () -> changes(
                                            node,
                                            node.adds,
                                            () -> after(
                                                    health(node)
                                                            + seconds(
                                                                    timing.replacement()
                                                                            .soak()),
                                                    this::next)))));
        }
    }

    /** A node is begun when fewer are under way than may be, and a machine is there that can be its successor. */
    private void nextWithSurge() {
        while (free > 0 && successors > 0 && waiting.hasNext()) {
            free--;
            successors--;
            withSurge(waiting.next());
        }
    }

    private void successorIsThere() {
        successors++;
        nextWithSurge();
    }

    /** The successor serves before the node is touched; the next one comes in place of the node. */
    private void withSurge(ServiceTimes.Node node) {
        changes(
                node,
                node.adds,
                () -> after(
                        health(node),
                        () -> changes(node, node.drains, () -> after(untilDeletion(node), () -> deleted(node)))));
    }

    /** Another may begin once the node is gone, its backends are removed, and it has soaked. */
    private void deleted(ServiceTimes.Node node) {
        after(Math.max(0, node.replacement()), this::successorIsThere);
        after(
                node.deletion(),
                () -> changes(
                        node,
                        node.removes,
                        () -> after(seconds(timing.replacement().soak()), () -> {
                            free++;
                            nextWithSurge();
                        })));
    }

    private double untilDeletion(ServiceTimes.Node node) {
        double pods = seconds(timing.loadBalancer().propagation())
                + node.evictions(seconds(timing.drain().quiet()));
        return node.drains.isEmpty()
                ? pods
                : Math.max(pods, seconds(timing.loadBalancer().connectionDrain(node.idleTimeout())));
    }

    private double health(ServiceTimes.Node node) {
        return node.health()
                + (timing.loadBalancer().healthyInARow() - 1)
                        * seconds(timing.calls().poll());
    }

    /** On all balancers at once, and on each of them one after the other. */
    private void changes(ServiceTimes.Node node, Map<String, List<Double>> changes, Runnable then) {
        int[] left = {changes.size()};
        Runnable done = () -> {
            if (--left[0] <= 0) {
                then.run();
            }
        };
        if (changes.isEmpty()) {
            done.run();
        }
        changes.forEach((balancer, each) -> change(node, balancer, new ArrayDeque<>(each), done));
    }

    private void change(ServiceTimes.Node node, String name, Deque<Double> left, Runnable done) {
        Double takes = left.poll();
        if (takes == null) {
            done.run();
            return;
        }
        Balancer balancer = balancers.computeIfAbsent(name, any -> new Balancer());
        int rank = ranks.computeIfAbsent(node, any -> ranks.size());
        balancer.waiting.add(new Change(rank, balancer.changes++, takes, () -> change(node, name, left, done)));
        next(balancer);
    }

    private void next(Balancer balancer) {
        Change change = balancer.busy ? null : balancer.waiting.poll();
        if (change != null) {
            balancer.busy = true;
            after(change.takes, () -> {
                change.then.run();
                after(between, () -> {
                    balancer.busy = false;
                    next(balancer);
                });
            });
        }
    }

    private void after(double seconds, Runnable what) {
        events.add(new Event(now + seconds, what));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
