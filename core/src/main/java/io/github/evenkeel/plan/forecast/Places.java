package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.spi.Resources;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Nodes that take pods: those with most room first, and new ones before others with as much. */
final class Places {
    private final TreeSet<Ranked> open = new TreeSet<>(Comparator.comparing(Ranked::isPreferred)
            .thenComparing(Ranked::room)
            .thenComparing(Ranked::isNew)
            .reversed()
            .thenComparingInt(ranked -> ranked.place.number()));

    private final Deque<Homeless> homeless = new ArrayDeque<>();
    private Resources free = Resources.NONE;

    /** A place as it is ranked, which changes with its pods. */
    private record Ranked(Place place, boolean isPreferred, double room, boolean isNew) {
        static Ranked of(Place place) {
            return new Ranked(place, place.isPreferred(), place.room(), place.isNew());
        }
    }

    /** Replica without a place, and the domain that it came from. */
    private record Homeless(Replica replica, @Nullable String from) {}

    /** What is free on all of them. */
    Resources free() {
        return free;
    }

    /** It takes pods, and those first that have no place. */
    void open(Place place) {
        open.add(Ranked.of(place));
        free = free.plus(place.free());
        for (int left = homeless.size(); left > 0; left--) {
            Homeless next = homeless.remove();
            free = free.plus(next.replica.pod().requests());
            settle(next.replica, next.from);
        }
    }

    /** It takes no pods any more. */
    void close(Place place) {
        if (open.remove(Ranked.of(place))) {
            free = free.minus(place.free());
        }
    }

    /** Finds a place for a pod; what it wants counts as taken even if it has none. */
    void settle(Replica replica, @Nullable String from) {
        free = free.minus(replica.pod().requests());
        for (Ranked ranked : open) {
            if (ranked.place.takes(replica.pod(), from)) {
                open.remove(ranked);
                ranked.place.add(replica);
                open.add(Ranked.of(ranked.place));
                return;
            }
        }
        homeless.add(new Homeless(replica, from));
    }
}
