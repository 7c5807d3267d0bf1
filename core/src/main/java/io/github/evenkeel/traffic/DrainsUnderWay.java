package io.github.evenkeel.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Backends in the sets of Services that the nodes of a run have drained and keep drained. A service controller clears
 * their drains whenever it writes the set for another node; the task that sees it write drains them again.
 *
 * <p>Thread-safe.
 */
public final class DrainsUnderWay {
    private final Map<BackendMembership.Place, Drained> drained = new ConcurrentHashMap<>();

    private enum Standing {
        DRAINED,
        READY
    }

    private record Drained(BackendMembership membership, Optional<Duration> again, Standing standing) {}

    /** They are drained, and are to stay so. */
    public void begin(List<BackendMembership> memberships) {
        BackendMembership.ofServices(memberships)
                .forEach(membership -> drained.putIfAbsent(
                        membership.place(), new Drained(membership, Optional.empty(), Standing.DRAINED)));
    }

    /** From here on they may get new connections again, or are gone. */
    public void end(List<BackendMembership> memberships) {
        memberships.forEach(membership -> drained.remove(membership.place()));
    }

    /** Whether that backend is to stay drained. */
    boolean contain(BackendMembership membership) {
        return drained.containsKey(membership.place());
    }

    /** Those in the same set. */
    List<BackendMembership> beside(BackendMembership other) {
        return drained.values().stream()
                .map(Drained::membership)
                .filter(membership -> membership.isInSetOf(other))
                .toList();
    }

    /** Addresses of those in a set. */
    Set<String> addressesIn(String balancerId, String set) {
        return drained.keySet().stream()
                .filter(place ->
                        place.loadBalancer().equals(balancerId) && place.set().equals(set))
                .map(BackendMembership.Place::address)
                .collect(Collectors.toSet());
    }

    /**
     * One was drained again at that time, by the clock of the process: the tasks of a run may be paused for unlike
     * times.
     */
    void again(BackendMembership membership, Duration at) {
        drained.computeIfPresent(
                membership.place(), (place, before) -> new Drained(membership, Optional.of(at), before.standing()));
    }

    /** Their connections have had their time: the node is about to be excluded. */
    public void ready(List<BackendMembership> memberships) {
        memberships.forEach(membership -> drained.computeIfPresent(
                membership.place(), (place, before) -> new Drained(membership, before.again(), Standing.READY)));
    }

    /** Whether the drain of another node's backend in the same sets would be cleared if these were removed now. */
    public boolean othersAreNotReadyBeside(List<BackendMembership> memberships) {
        return drained.values().stream()
                .filter(one -> one.standing() != Standing.READY)
                .anyMatch(one -> memberships.stream().anyMatch(one.membership()::isInSetOf));
    }

    /** When one of them was last drained again; empty if none was. */
    public Optional<Duration> lastAgain(List<BackendMembership> memberships) {
        return memberships.stream()
                .flatMap(membership -> Optional.ofNullable(drained.get(membership.place())).stream())
                .flatMap(one -> one.again().stream())
                .max(Duration::compareTo);
    }
}
