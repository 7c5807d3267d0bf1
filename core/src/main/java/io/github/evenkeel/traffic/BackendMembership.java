package io.github.evenkeel.traffic;

import io.github.evenkeel.LoadBalancerTiming;
import io.github.evenkeel.run.EventSubject;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Backend of a node in one set of one balancer.
 *
 * @param balancer of the set
 * @param set name of the backend set
 * @param backend as it was when the run found it
 * @param idleTimeout the longest of the set's listeners, as far as a drain waits for it
 * @param health before the first change; OK if that is not known. Its successor's backend needs no better health
 * @param owner of the set
 */
public record BackendMembership(
        LoadBalancer balancer,
        String set,
        Backend backend,
        Duration idleTimeout,
        BackendHealth health,
        SetOwner owner) {
    /** Those that a controller keeps. */
    public static List<BackendMembership> ofServices(List<BackendMembership> memberships) {
        return memberships.stream()
                .filter(membership -> membership.owner.isController())
                .toList();
    }

    /** The backend of another node with the same settings, neither drained nor offline. */
    public BackendMembership movedTo(String address) {
        return with(backend.at(address).without(Mode.DRAIN).without(Mode.OFFLINE));
    }

    /** The same place with other settings. */
    BackendMembership with(Backend other) {
        return new BackendMembership(balancer, set, other, idleTimeout, health, owner);
    }

    /** The same place, with the health that it was found in. */
    BackendMembership found(BackendHealth before) {
        return new BackendMembership(balancer, set, backend, idleTimeout, before, owner);
    }

    /** Whether that is at least as well as it was found; of a local Service's backend the pod beside it decides. */
    boolean isAsHealthyAsBefore(BackendHealth now) {
        return owner == SetOwner.LOCAL_SERVICE || now.rank() <= health.rank();
    }

    /** With the weight, the limit and the role that it has now; whether it was drained stays as it was found. */
    BackendMembership withSettingsOf(Backend now) {
        return with(backend.is(Mode.DRAIN) ? now.with(Mode.DRAIN) : now.without(Mode.DRAIN));
    }

    /** Whether it is the same backend, whatever its settings. */
    public boolean isSameBackendAs(BackendMembership other) {
        return place().equals(other.place());
    }

    /** How long connections through it have, once it is drained. */
    public Duration connectionDrain(LoadBalancerTiming timing) {
        return timing.connectionDrain(balancer.id(), set, idleTimeout);
    }

    /** It, as what an event is about. */
    public EventSubject subject(EventSubject ofNode) {
        return ofNode.aboutBackend(balancer.id(), set, backend.name());
    }

    /** Whether it is in the same backend set. */
    boolean isInSetOf(BackendMembership other) {
        return balancer.id().equals(other.balancer.id()) && set.equals(other.set);
    }

    /** Its set, as the baseline of what serves has it. */
    String setKey() {
        return balancer.id() + "/" + set;
    }

    Place place() {
        return new Place(balancer.id(), set, backend.address(), backend.port());
    }

    /** Identity of a backend, without its settings. */
    record Place(String loadBalancer, String set, String address, int port) {}

    /** What is there now, if anything. */
    Optional<Backend> in(LoadBalancerDescription now) {
        return now.backendSet(set).flatMap(there -> there.backend(backend.address(), backend.port()));
    }

    /**
     * The command that does this by hand, if there is one; what a controller adds and removes is not to be done by
     * hand.
     */
    public Optional<String> cliCommand(LoadBalancer.CliAction what) {
        return owner.isController() && what != LoadBalancer.CliAction.UPDATE
                ? Optional.empty()
                : balancer.cliCommand(set, backend, what);
    }

    @Override
    public String toString() {
        return "backend " + backend.name() + " of backend set " + set + " of load balancer " + balancer.id();
    }
}
