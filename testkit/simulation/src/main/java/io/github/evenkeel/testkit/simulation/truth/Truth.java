package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ground truth of a world. */
public final class Truth {
    /** What the first process is called. */
    public static final String FIRST_RUNNER = "runner-1";

    /** Number of the newest image of each version where a plan changes images. */
    public static final int NEWEST_BUILD = 2;

    /** Of the control plane, and what it is to become. */
    public KubernetesVersion controlPlane;

    /** That the service offers. */
    public final Set<KubernetesVersion> offered;

    /** What the plan does with the nodes. */
    public final Change change;

    /** API versions in use that some release removes. */
    public final List<DeprecatedApi> deprecatedApis = new ArrayList<>();

    /** Add-ons, by what goes with the target. */
    public final List<AddOn> addOns = new ArrayList<>();

    /** Minor version at which a control plane is offered no other one; 0 if there is none. */
    public int offersEndAt;

    /** That nodes are to have. */
    public final KubernetesVersion target;

    /** That the control plane is to have. */
    public final KubernetesVersion controlPlaneTarget;

    /** The machines that a plan selects which replaces some. */
    public final Set<Machine> selected = new HashSet<>();

    /** How long the plan gives the connections of a backend, by its set's idle timeout. */
    public final Function<Duration, Duration> connectionDrain;

    /** How many nodes the plan has under way at once. */
    public Limits limits;

    public Lifecycle clusterLifecycle = Lifecycle.ACTIVE;
    public long clusterRevision;
    public final List<Pool> pools = new ArrayList<>();
    public final List<Balancer> balancers = new ArrayList<>();
    public final List<App> apps = new ArrayList<>();
    public final List<Budget> budgets = new ArrayList<>();

    /** By UID; those that are gone are not there. */
    public final Map<String, SimulatedPod> pods = new LinkedHashMap<>();

    /** Whether machines have two network interfaces, and the balancers know them by the second one. */
    public boolean secondInterfaces;

    /** Whether Kubernetes tells the address of the first one, too. */
    public boolean bothInKubernetes;

    /** How requests reach the nodes. */
    public Exposure exposure = Exposure.BACKEND_SETS;

    /** All addresses of machines to which the balancers send traffic, or have sent it. */
    public final Set<String> addresses = new HashSet<>();

    /** Those that a second machine has got. */
    public final Set<String> reusedAddresses = new HashSet<>();

    /** When the last node of an address left the cluster, in nanoseconds. */
    public final Map<String, Long> leftAt = new HashMap<>();

    public final Map<String, WorkRequest> requests = new LinkedHashMap<>();

    /** Nanoseconds since the beginning. */
    public long now;

    /** Time of the cancel, in nanoseconds; negative if there was none. */
    public long cancelledAt = -1;

    /** No other client has resized a pool, replaced a machine or written a backend. */
    public boolean undisturbed = true;

    /** Since when probes find the applications unavailable; the greatest number if they do not. */
    public long unavailableSince = Long.MAX_VALUE;

    /** Since when a look at the applications hangs; the greatest number if none does. */
    public long silentSince = Long.MAX_VALUE;

    /** Since when the run is held; the greatest number if it is not. */
    public long pausedAt = Long.MAX_VALUE;

    /** When a process last stood still: what others did meanwhile it can't have seen. */
    public long stoodStillAt;

    /** When that ends, or has ended. */
    public long stoodStillUntil = Long.MIN_VALUE / 2;

    /** Whether the plan has a gate. */
    public boolean gated;

    /** Until when the gate is closed, in nanoseconds. */
    public long gateClosedUntil;

    /** When the gate has let something begin last, by what that is. */
    public final Map<String, Long> letBegin = new HashMap<>();

    /** Nothing has gone wrong but what passes by itself: such a run completes. */
    public boolean onlyDelayed;

    /** The plan says that pods may be deleted that their budgets have held for too long. */
    public boolean budgetsMayBePassed;

    /** The plan says that single replicas are surged. */
    public boolean surging;

    /** When the call was made that is being carried out, in nanoseconds. */
    public long askedAt;

    /** The process that made it; null if there is but the simulation's own. */
    public @Nullable String runner;

    /** Processes that are neither killed nor suspended, and were not suspended recently. */
    public final Set<String> atWork = new HashSet<>();

    /** The pod of each process that is in one of the cluster, by the process. */
    public final Map<String, SimulatedPod> ownPods = new HashMap<>();

    /** The holder of the lock; null if it is free. */
    public @Nullable LockHeld lock;

    /** The run that published its state with the lock last; null if that is not known. */
    public @Nullable RunStatus lockedRun;

    /** Requests that wait in the lock, by their ids. */
    public final Map<String, RunRequest> lockRequests = new LinkedHashMap<>();

    /** Entries of the journal, by key; null if the run has none. */
    public @Nullable SortedMap<String, String> journal;

    /** Which run has written an entry of the journal last, by key. */
    public final Map<String, String> journalWriters = new HashMap<>();

    /** A user has emptied or edited the journal: unfinished work of a run may be unknown to the next one. */
    public boolean journalSpoilt;

    /** Number of changes, to skip checks when nothing has changed. */
    public long changes;

    /** Creates an empty world for an upgrade. */
    public Truth(
            KubernetesVersion controlPlane, KubernetesVersion target, Function<Duration, Duration> connectionDrain) {
        this(Change.UPGRADE, controlPlane, controlPlane, target, target, connectionDrain);
    }

    /** Creates an empty world. */
    public Truth(Change change, Function<Duration, Duration> connectionDrain) {
        this(
                change,
                change.controlPlaneBefore(),
                change.before(),
                change.target(),
                change.controlPlane(),
                connectionDrain);
    }

    private Truth(
            Change change,
            KubernetesVersion controlPlane,
            KubernetesVersion before,
            KubernetesVersion target,
            KubernetesVersion controlPlaneTarget,
            Function<Duration, Duration> connectionDrain) {
        this.change = change;
        this.controlPlane = controlPlane;
        this.target = target;
        this.controlPlaneTarget = controlPlaneTarget;
        this.offered = new TreeSet<>(List.of(before, target, controlPlaneTarget));
        this.connectionDrain = connectionDrain;
        this.limits = new Limits(Rollout.oneAtATime(), pools, this::isToBeRolled);
    }

    /** Whether the plan is to replace the machine. */
    public boolean isToBeRolled(Machine machine) {
        return switch (change) {
            case UPGRADE, UPGRADE_IN_HOPS, NODES -> !machine.version.equals(target);
            case ROLL_BACK -> target.isBefore(machine.version);
            case CONTROL_PLANE -> false;
            case REPLACE -> selected.contains(machine);
            case NEW_IMAGE -> machine.imageBuild < NEWEST_BUILD;
        };
    }

    /** Versions to which the service upgrades the control plane now: one minor version at a time. */
    public List<KubernetesVersion> availableUpgrades() {
        int next = controlPlane.minor() + 1;
        if (controlPlane.equals(controlPlaneTarget) || isAtDeadEnd()) {
            return List.of();
        }
        return next == controlPlaneTarget.minor()
                ? List.of(controlPlaneTarget)
                : List.of(new KubernetesVersion(1, next, 1), new KubernetesVersion(1, next, 4));
    }

    /** Whether the control plane is not at its target, and the service offers it no version. */
    public boolean isAtDeadEnd() {
        return controlPlane.minor() == offersEndAt;
    }

    /** Whether the service has an image for nodes of that version: if there are hops, not before the control plane. */
    public boolean hasImage(KubernetesVersion version) {
        return offered.contains(version) && (change != Change.UPGRADE_IN_HOPS || !controlPlane.isBefore(version));
    }

    /** Whether the pool makes the nodes that the plan wants. */
    public boolean isUpdated(Pool pool) {
        return pool.version.equals(target) && (change != Change.NEW_IMAGE || pool.imageBuild() == NEWEST_BUILD);
    }

    /** The plan says so how nodes roll. */
    public void rollsBy(Rollout rollout) {
        limits = new Limits(rollout, pools, this::isToBeRolled);
    }

    /** Whether another process has begun the roll before the one that acts now. */
    public boolean goesOnForAnother() {
        return runner != null && !runner.equals(FIRST_RUNNER);
    }

    /** Whether a service works on something, and refuses other changes. */
    public boolean busy(String resource) {
        return underway(resource).findAny().isPresent();
    }

    private Stream<WorkRequest> underway(String resource) {
        return requests.values().stream().filter(request -> request.resource.equals(resource) && request.isUnderway());
    }

    /** Whether the run has asked for its deletion, unless that has come to nothing. */
    public boolean isToGo(Machine machine) {
        return machine.deletionAsked >= 0
                && (!machine.remains() || underway(machine.pool.id).anyMatch(request -> ends(request, machine)));
    }

    /** It deletes the machine; or it changes the pool, and the service does then what has failed before. */
    private static boolean ends(WorkRequest request, Machine machine) {
        return request.machine == machine || (request.machine == null && !request.byOthers && machine.deletionFailed);
    }

    /** Whether a service works on something, and says that it knows nothing of it. */
    public boolean hidesARequest() {
        return requests.values().stream().anyMatch(request -> request.vanished && request.isUnderway());
    }

    /** The machine that is a node of that name now. */
    public @Nullable Machine node(String name) {
        for (Pool pool : pools) {
            for (Machine machine : pool.machines) {
                if (machine.joined && machine.name.equals(name)) {
                    return machine;
                }
            }
        }
        return null;
    }

    /** The newest machine with that address that has not gone. */
    public @Nullable Machine at(String address) {
        Machine found = null;
        for (Pool pool : pools) {
            for (Machine machine : pool.machines) {
                if (machine.has(address) && machine.lifecycle != Lifecycle.DELETED) {
                    found = machine;
                }
            }
        }
        return found;
    }
}
