package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Shared state of both services: identities, delays and faults.
 *
 * <p>All state of the services is read and written with this object's monitor held; {@link #after} takes it for delayed
 * work.
 */
final class Tenancy implements AutoCloseable {
    private final Ocids ocids = new Ocids();
    private final Timers timers = new Timers();
    private final Faults faults = new Faults();
    private final String id = ocids.global("tenancy");
    private final String compartmentId = ocids.global("compartment");
    private final Set<String> compartments = new HashSet<>();
    private final String userId = ocids.global("user");
    private final String controllerId = ocids.global("user");
    private final String loadBalancerSubnetId = ocids.regional("subnet");
    private final Timings timings;
    private final int mostPerPage;

    Tenancy(Timings timings, int mostPerPage) {
        this.timings = timings;
        this.mostPerPage = mostPerPage;
        compartments.add(compartmentId);
    }

    String id() {
        return id;
    }

    String userId() {
        return userId;
    }

    /** The user that the cluster's own cloud controller is. */
    String controllerId() {
        return controllerId;
    }

    /** The subnet that load balancers are made in. */
    String loadBalancerSubnetId() {
        return loadBalancerSubnetId;
    }

    String compartmentId() {
        return compartmentId;
    }

    Ocids ocids() {
        return ocids;
    }

    Timings timings() {
        return timings;
    }

    Faults faults() {
        return faults;
    }

    int mostPerPage() {
        return mostPerPage;
    }

    /** Runs {@code task} later with the monitor held. */
    void after(Duration delay, Runnable task) {
        timers.after(delay, () -> {
            synchronized (this) {
                task.run();
            }
        });
    }

    /** Runs {@code task} later without the monitor: for what calls an embedder's code. */
    void afterUnlocked(Duration delay, Runnable task) {
        timers.after(delay, task);
    }

    /** Does one call with the monitor held. */
    synchronized OciAnswer handle(Map<OciOperation, Function<OciCall, OciAnswer>> handlers, OciCall call) {
        Function<OciCall, OciAnswer> handler = handlers.get(call.operation());
        if (handler == null) {
            throw new IllegalStateException("nothing handles " + call.operation());
        }
        return handler.apply(call);
    }

    /** One more compartment. */
    String addCompartment() {
        String added = ocids.global("compartment");
        compartments.add(added);
        return added;
    }

    /** The compartment of a listing; refused if it is not ours. */
    String checkCompartment(OciCall call) {
        return checkCompartment(call.neededQuery("compartmentId"));
    }

    String checkCompartment(String asked) {
        if (!compartments.contains(asked)) {
            throw Refusal.notFound("compartment " + asked);
        }
        return asked;
    }

    @Override
    public void close() {
        timers.close();
    }
}
