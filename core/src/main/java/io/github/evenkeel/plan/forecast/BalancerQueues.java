package io.github.evenkeel.plan.forecast;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
     * Makes changes: on each balancer one after the other, and on several balancers beside each other.
     *
     * @param balancers of each change
     */
    void make(List<String> balancers, Runnable then) {
        Map<String, List<String>> each = balancers.stream()
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.toList()));
        if (each.isEmpty()) {
            then.run();
            return;
        }
        int[] left = {each.size()};
        each.values()
                .forEach(changes -> next(changes.iterator(), () -> {
                    if (--left[0] == 0) {
                        then.run();
                    }
                }));
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
