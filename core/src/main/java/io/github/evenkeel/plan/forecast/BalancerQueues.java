package io.github.evenkeel.plan.forecast;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Changes of load balancers: each takes one at a time, in the order in which they are requested. */
final class BalancerQueues {
    private final Timeline time;
    private final Duration change;
    private final Map<String, Duration> freeAt = new HashMap<>();

    /** @param change how long one takes */
    BalancerQueues(Timeline time, Duration change) {
        this.time = time;
        this.change = change;
    }

    /**
     * Makes changes, one after the other.
     *
     * @param balancers of each change
     */
    void make(List<String> balancers, Runnable then) {
        next(balancers.iterator(), then);
    }

    private void next(Iterator<String> left, Runnable then) {
        if (!left.hasNext()) {
            then.run();
            return;
        }
        String balancer = left.next();
        Duration free = freeAt.getOrDefault(balancer, Duration.ZERO);
        Duration done = (free.compareTo(time.now()) > 0 ? free : time.now()).plus(change);
        freeAt.put(balancer, done);
        time.at(done, () -> next(left, then));
    }
}
