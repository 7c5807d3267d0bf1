package io.github.evenkeel.testkit.simulation.world;

/** Kinds of faults in a simulated world. */
public enum Fault {
    /** A call has its effect, and its response is lost. */
    ANSWER_LOST(Kind.CALL),
    /** A call has its effect, its response is lost, and its service does not respond for a long time. */
    OUTAGE(Kind.CALL),
    /** A call does not arrive. */
    REQUEST_LOST(Kind.CALL),
    /** 401 or 403. */
    DENIED(Kind.CALL),
    /** 404 for an existing resource: OCI responds so to clients without permission. */
    HIDDEN(Kind.CALL),
    /** 409. */
    CONFLICT(Kind.CALL),
    /** 412. */
    CHANGED_SINCE(Kind.CALL),
    /** 429. */
    THROTTLED(Kind.CALL),
    /** 429 with Retry-After. */
    THROTTLED_FOR_A_WHILE(Kind.CALL),
    /** 5xx, before or after the effect. */
    SERVER_ERROR(Kind.CALL),
    /** A call, with or without its effect, that never returns and never fails. */
    NO_ANSWER(Kind.CALL),
    /** A response that takes seconds. */
    SLOW_ANSWER(Kind.CALL),
    /** A list of which a later page is lost: a port returns no partial list. */
    PAGE_LOST(Kind.CALL),
    /** A call whose response comes byte by byte and never ends, before or after its effect. */
    ANSWER_TRICKLES(Kind.CALL),
    /** 401 for a read that succeeded before, for some seconds. */
    DENIED_FOR_A_MOMENT(Kind.CALL),
    /** 404 for a read that succeeded before, for some seconds. */
    HIDDEN_FOR_A_MOMENT(Kind.CALL),
    /** A read that returns the state of some seconds ago. */
    STALE_READ(Kind.READ),
    /** A read that returns an older state than the read before it. */
    CONTRADICTORY_READ(Kind.READ),
    /** The API server does not respond for a while, and all watches break. */
    API_SERVER_RESTART(Kind.WORLD),
    /** A watch that sends no more events, and does not end. */
    WATCH_SILENT(Kind.READ),

    /** A work request that takes minutes. */
    REQUEST_SLOW(Kind.REQUEST),
    /** A work request that ends FAILED, without effect. */
    REQUEST_FAILED(Kind.REQUEST),
    /** A work request that ends SUCCEEDED, without effect. */
    REQUEST_WITHOUT_EFFECT(Kind.REQUEST),
    /** A work request that ends SUCCEEDED some seconds before its effect is there. */
    REQUEST_ENDS_EARLY(Kind.REQUEST),
    /** A work request that the service no longer knows. */
    REQUEST_VANISHED(Kind.REQUEST),

    /** 409 for the deletion of a machine, as the service is at work on its pool, though no work request shows it. */
    DELETION_HELD(Kind.REQUEST),

    /** A machine that runs and never joins the cluster. */
    NODE_NEVER_JOINS(Kind.MACHINE),
    /** A machine that takes minutes to join. */
    NODE_JOINS_LATE(Kind.MACHINE),
    /** A machine that comes up at the old version. */
    NODE_AT_WRONG_VERSION(Kind.MACHINE),
    /** A node whose readiness flaps. */
    NODE_FLAPS(Kind.MACHINE),
    /** A machine that gets the address and the name of the one before it. */
    ADDRESS_REUSED(Kind.MACHINE),
    /** A machine in another availability domain, where the volumes of the one before it can't be attached. */
    OTHER_DOMAIN(Kind.MACHINE),
    /** No machine, as there is no capacity. */
    NO_CAPACITY(Kind.MACHINE),
    /** No machine at first: the pool lists it with an error for seconds or minutes, and creates it after all. */
    NODE_ERROR_PASSES(Kind.MACHINE),

    /** A pod that never becomes ready, so that its budget allows no disruption. */
    POD_NEVER_READY(Kind.POD),
    /** A pod whose object is kept by a finalizer. */
    POD_HELD(Kind.POD),
    /** A pod that is bound to the node again, just after the cordon. */
    POD_COMES_BACK(Kind.POD),
    /** An admission webhook that denies a pod's eviction for a while. */
    WEBHOOK_DENIES(Kind.POD),
    /** An admission webhook that does not respond for a while: the API server's call times out after some seconds. */
    WEBHOOK_HANGS(Kind.POD),
    /** An admission webhook that denies a pod's eviction, and whose operator moves the pod, unless it was a dry run. */
    WEBHOOK_ACTS(Kind.POD),
    /** A user makes a budget so strict that it never allows a disruption. */
    BUDGET_BLOCKS(Kind.WORLD),

    /** A user or an autoscaler gives a pool one more node. */
    POOL_RESIZED(Kind.WORLD),
    /** A user or an autoscaler removes a node of a pool without replacement. */
    POOL_SHRUNK(Kind.WORLD),
    /** The cluster autoscaler removes a node that has nothing to do, unless it is kept from that. */
    SCALED_DOWN(Kind.WORLD),
    /** The provider works on a pool for some minutes, and accepts no other change of it. */
    POOL_BUSY(Kind.WORLD),
    /** A user uncordons the cordoned node, and a pod is bound to it. */
    UNCORDONED(Kind.WORLD),
    /** Another tool cordons a node, or replaces the mark of its cordon: it owns the cordon from then on. */
    CORDONED(Kind.WORLD),
    /** A user undrains the drained backend. */
    BACKEND_RESTORED(Kind.WORLD),
    /** A user changes a backend's weight. */
    BACKEND_WEIGHED(Kind.WORLD),
    /** A user makes a backend a backup, or changes its limit of connections. */
    BACKEND_EDITED(Kind.WORLD),
    /** A user drains a backend of another node, and undrains it later. */
    BACKEND_DRAINED(Kind.WORLD),
    /** A user takes a backend of another node offline, and online again later. */
    BACKEND_OFFLINE(Kind.WORLD),
    /** A controller writes a whole set anew, as it does for a Service: each backend with weight 1 and no flags. */
    BACKENDS_REWRITTEN(Kind.WORLD),
    /** A user adds a backend that belongs to no node. */
    BACKEND_ADDED(Kind.WORLD),
    /** A user removes a backend from its set. */
    BACKEND_REMOVED(Kind.WORLD),
    /** A user deletes an outdated machine, and the pool replaces it. */
    MACHINE_REPLACED(Kind.WORLD),
    /** A backend fails its health checks for a while. */
    HEALTH_FLAPS(Kind.WORLD),

    /** A listener that throws. */
    LISTENER_THROWS(Kind.READ),
    /** A listener that throws an Error. */
    LISTENER_BROKEN(Kind.READ),
    /** A slow listener. */
    LISTENER_SLOW(Kind.READ),
    /** A probe that finds the application unavailable. */
    PROBE_FAILS(Kind.READ),
    /** A probe that throws while the application is unavailable: an exception, or an error of any kind. */
    PROBE_THROWS(Kind.READ),
    /** A probe whose calls hang for minutes. */
    PROBE_HANGS(Kind.READ),
    /** A gate that hangs, or throws anything. */
    GATE_FAILS(Kind.READ),
    /** A gate is closed for some minutes. */
    GATE_CLOSES(Kind.WORLD),
    /** A listener that takes a snapshot, pauses the run and resumes it. */
    LISTENER_CALLS_BACK(Kind.READ),
    /** The time of day jumps. */
    CLOCK_JUMPS(Kind.WORLD),
    /** The run is paused for a while. */
    PAUSED(Kind.WORLD),
    /** The run is cancelled. */
    CANCELLED(Kind.WORLD),
    /** Another process requests something with the lock of the run. */
    REQUESTED(Kind.WORLD),

    /** The process is killed, and another one continues some time later. */
    KILLED(Kind.RUNNER),
    /** The process is killed in the middle of a write to its journal, and another one continues. */
    JOURNAL_TORN(Kind.RUNNER),
    /** The process is suspended for longer than the term of its lock. */
    STOPPED(Kind.RUNNER),
    /** A user starts a second process for the same cluster. */
    DOUBLED(Kind.RUNNER),
    /** The process is killed, and a user empties its journal before another one continues. */
    JOURNAL_EMPTIED(Kind.RUNNER),
    /** The process is killed, and a user removes or changes an entry of its journal before another one continues. */
    JOURNAL_EDITED(Kind.RUNNER),
    /** After a run has ended, whatever its outcome, another one starts with the same journal. */
    BEGUN_AGAIN(Kind.RUNNER),

    /** A service controller takes up to a minute for each change, from some time on. */
    CONTROLLER_SLOW(Kind.CONTROLLER),
    /** A service controller does nothing for some minutes. */
    CONTROLLER_PAUSES(Kind.CONTROLLER),
    /** A service controller does nothing any more. */
    CONTROLLER_STOPS(Kind.CONTROLLER),
    /** A service controller writes its sets for a node that is none of the plan's, which clears all drains. */
    CONTROLLER_REWRITES(Kind.CONTROLLER);

    /** What a fault affects. */
    enum Kind {
        CALL,
        READ,
        REQUEST,
        MACHINE,
        POD,
        WORLD,
        RUNNER,
        CONTROLLER
    }

    private final Kind kind;

    Fault(Kind kind) {
        this.kind = kind;
    }

    /** Whether it can happen only where a service controller keeps load balancers. */
    public boolean isOfServiceController() {
        return kind == Kind.CONTROLLER;
    }

    Kind kind() {
        return kind;
    }
}
