package io.github.evenkeel.balancer;

import io.github.evenkeel.cluster.NodeAddresses;
import io.github.evenkeel.logbook.BackendNotes;
import io.github.evenkeel.run.Changes;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.SessionPersistence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A node's backends in all balancers of the plan: found, drained, put back, and moved to another node. */
public final class Backends {
    private final Settings settings;
    private final Changes changes;
    private final Retries retries;
    private final Waits waits;
    private final ObservedHealth health;
    private final Set<Placement.Place> unsettled = new HashSet<>();

    /** Those that this run, or the one that it goes on with, has asked to be drained, as far as that can be known. */
    private final Set<Placement.Place> drained = new HashSet<>();

    /** Those that were asked to be taken offline, in the same way. */
    private final Set<Placement.Place> offline = new HashSet<>();

    public Backends(Settings settings, Changes changes, Retries retries, Waits waits) {
        this.settings = settings;
        this.changes = changes;
        this.retries = retries;
        this.waits = waits;
        health = new ObservedHealth(retries, waits, settings.timing());
    }

    /** As {@link #at}, before the node is touched: with the health of each. */
    public List<Placement> find(NodeAddresses addresses) {
        return health.before(at(addresses));
    }

    /** Where one of a node's addresses is a backend, whatever the port. */
    public List<Placement> at(NodeAddresses addresses) {
        List<Placement> placements = new ArrayList<>();
        for (LoadBalancer balancer : settings.loadBalancers()) {
            for (BackendSet set : describe(balancer).backendSets()) {
                set.backends().stream()
                        .filter(backend -> addresses.include(backend.address()))
                        .forEach(backend -> placements.add(
                                new Placement(balancer, set.name(), backend, set.idleTimeout(), BackendHealth.OK)));
            }
        }
        return placements;
    }

    /** As it was found once, perhaps by another process. */
    public Placement recall(BackendNotes notes) {
        Placement placement = settings.loadBalancers().stream()
                .filter(balancer -> balancer.id().equals(notes.loadBalancer()))
                .findFirst()
                .map(balancer ->
                        new Placement(balancer, notes.set(), notes.backend(), notes.idleTimeout(), notes.health()))
                .orElseThrow(() -> new StepFailure(
                        "load balancer " + notes.loadBalancer(), "one of the plan's, as the journal has it", "none"));
        if (!placement.backend().is(Backend.Mode.DRAIN)) {
            drained.add(placement.place());
        }
        if (notes.takenOffline()) {
            offline.add(placement.place());
        }
        return placement;
    }

    /** As a journal keeps it, with what this run has done to it. */
    public BackendNotes notes(Placement placement) {
        return offline.contains(placement.place()) ? placement.notes().offline() : placement.notes();
    }

    /**
     * Stops new connections; weight, backup and connection limit stay.
     *
     * @param permit whether the set can do without it, by what each attempt is made from; if not, waits until it can
     * @param beforeOwnDrain is told of a backend that was found drained by another party and serves again, before each
     *     attempt: this drain is the run's to put back
     */
    public void drain(
            Placement placement, Predicate<LoadBalancerDescription> permit, Consumer<Placement> beforeOwnDrain) {
        Consumer<Backend> beforeWrite = there -> {
            if (placement.backend().is(Backend.Mode.DRAIN)) {
                beforeOwnDrain.accept(placement.with(there));
            }
        };
        stop(BackendChange.drained(placement, permit, beforeWrite), placement, drained);
    }

    /**
     * Those whose set keeps clients at their backend, and which get requests of such clients now.
     *
     * @see SessionPersistence
     */
    public List<Placement> withSessions(List<Placement> placements) {
        return placements.stream()
                .filter(placement -> {
                    LoadBalancerDescription now = describe(placement.balancer());
                    return now.backendSet(placement.set())
                                    .flatMap(BackendSet::sessions)
                                    .isPresent()
                            && placement
                                    .in(now)
                                    .filter(there -> !there.is(Backend.Mode.OFFLINE))
                                    .isPresent();
                })
                .toList();
    }

    /**
     * Stops the requests of clients that know it; they go on at other backends.
     *
     * @param permit as in {@link #drain}
     */
    public void takeOffline(Placement placement, Predicate<LoadBalancerDescription> permit) {
        stop(BackendChange.offline(placement, permit), placement, offline);
    }

    private void stop(BackendChange change, Placement placement, Set<Placement.Place> stopped) {
        try {
            change(change);
        } finally {
            if (change.unsettled()) {
                unsettled.add(placement.place());
            }
            if (change.unsettled() || change.asked()) {
                stopped.add(placement.place());
            }
        }
    }

    /**
     * Lets new connections come again, if the run has stopped them: what another party has drained, or given its
     * traffic again, stays as that party has it. Looks twice where nothing is to be done: a read may show what was so
     * before it was drained.
     *
     * @param beforeWrite throws if its node is gone, before each attempt
     * @return whether the run had stopped them
     * @throws StepFailure also if it was asked to be drained, is not, and its end can't be known
     */
    public boolean putBack(Placement placement, Runnable beforeWrite) {
        Set<Backend.Mode> modes = EnumSet.noneOf(Backend.Mode.class);
        if (drained.contains(placement.place())) {
            modes.add(Backend.Mode.DRAIN);
        }
        if (offline.contains(placement.place())) {
            modes.add(Backend.Mode.OFFLINE);
        }
        if (modes.isEmpty()) {
            return false;
        }
        BackendChange first = BackendChange.without(placement, modes, beforeWrite);
        change(first);
        if (!first.asked()) {
            waits.pause(
                    "the load balancers to show what is so", settings.timing().poll());
            BackendChange second = BackendChange.without(placement, modes, beforeWrite);
            change(second);
            if (!second.asked() && unsettled.contains(placement.place())) {
                throw new StepFailure(placement.toString(), "an end of its draining", "that nobody knows of one");
            }
        }
        return true;
    }

    /** Whether others have deleted the set of a backend, or given it another name. */
    public boolean hasNoSet(Placement placement) {
        return describe(placement.balancer()).backendSet(placement.set()).isEmpty();
    }

    /** Takes out the backend of a node that is gone for good, unless others have given its address traffic again. */
    public void takeOut(Placement placement) {
        boolean drained = placement
                .in(describe(placement.balancer()))
                .filter(there -> !there.serves())
                .isPresent();
        if (drained) {
            change(BackendChange.gone(placement, seen -> true, there -> {}));
        }
    }

    private LoadBalancerDescription describe(LoadBalancer balancer) {
        return retries.call("read load balancer " + balancer.id(), balancer::describe);
    }

    /**
     * Puts the backend of another node in its place, with the settings that it has now.
     *
     * @param beforeRemoval is told of these settings, before each attempt
     * @param beforeAdd waits until that node can serve, before each attempt
     */
    public void move(Placement placement, String address, Consumer<Placement> beforeRemoval, Runnable beforeAdd) {
        Backend latest = placement.backend();
        if (!address.equals(latest.address())) {
            Set<Backend> served = new HashSet<>();
            // The removal is of the revision that was read: these are its settings for sure.
            BackendChange removal = BackendChange.gone(
                    placement,
                    seen -> mayBeRemoved(placement, seen, address, served, beforeAdd),
                    there -> beforeRemoval.accept(placement.withSettingsOf(there)));
            change(removal);
            latest = removal.replaced();
        }
        change(BackendChange.serving(placement.with(latest).movedTo(address), beforeAdd));
    }

    /**
     * If another party has given it its traffic again, its set may need it until the other one serves.
     *
     * @param served those that were seen to serve in its place
     */
    private boolean mayBeRemoved(
            Placement placement,
            LoadBalancerDescription seen,
            String address,
            Set<Backend> served,
            Runnable beforeAdd) {
        Optional<Backend> serving = placement.in(seen).filter(Backend::serves);
        if (serving.isEmpty()) {
            return true;
        }
        Placement other = placement.with(serving.get()).movedTo(address);
        if (other.in(seen).filter(Backend::serves).filter(served::contains).isPresent()) {
            return true;
        }
        change(BackendChange.serving(other, beforeAdd));
        awaitWell(List.of(other));
        other.in(describe(placement.balancer())).ifPresent(served::add);
        return false;
    }

    /** Waits until each is as well as it was found, several times in a row; all of them are looked at side by side. */
    public void awaitWell(List<Placement> placements) {
        if (placements.isEmpty()) {
            return;
        }
        health.awaitAsWell(placements);
    }

    private void change(BackendChange change) {
        changes.make(change, settings.timing().loadBalancerChange());
    }
}
