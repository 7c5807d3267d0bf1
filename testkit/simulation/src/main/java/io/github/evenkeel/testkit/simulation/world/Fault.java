package io.github.evenkeel.testkit.simulation.world;

/** What can go wrong in a simulated world. */
public enum Fault {
    /** A call had its effect, and its answer does not come. */
    ANSWER_LOST(Kind.CALL),
    /** The same, and its service answers nothing for a long time. */
    OUTAGE(Kind.CALL),
    /** A call does not arrive. */
    REQUEST_LOST(Kind.CALL),
    /** 401 or 403. */
    DENIED(Kind.CALL),
    /** 404, though there is such a thing: OCI says so to those who may not know of it. */
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
    /** A call, with its effect or without, whose answer never comes, nor its client's word that there is none. */
    NO_ANSWER(Kind.CALL),
    /** An answer that takes seconds. */
    SLOW_ANSWER(Kind.CALL),
    /** A list of which a later page does not come: no port ever gives a part of one. */
    PAGE_LOST(Kind.CALL),
    /** A call whose answer comes a byte at a time, and never to its end, before its effect or after it. */
    ANSWER_TRICKLES(Kind.CALL),
    /** 401 to a read that was answered before, for some seconds. */
    DENIED_FOR_A_MOMENT(Kind.CALL),
    /** 404 to a read that was answered before, for some seconds. */
    HIDDEN_FOR_A_MOMENT(Kind.CALL),
    /** A read that shows what was so some seconds ago. */
    STALE_READ(Kind.READ),
    /** A read that shows something older than what was read before: of two reads of one moment one is wrong. */
    CONTRADICTORY_READ(Kind.READ),
    /** Nobody answers at the API server for a while, and all watches break. */
    API_SERVER_RESTART(Kind.WORLD),
    /** A watch that tells nothing any more, and does not say so. */
    WATCH_SILENT(Kind.READ),

    /** A work request that takes minutes. */
    REQUEST_SLOW(Kind.REQUEST),
    /** A work request that ends FAILED, without effect. */
    REQUEST_FAILED(Kind.REQUEST),
    /** A work request that ends SUCCEEDED, without effect. */
    REQUEST_WITHOUT_EFFECT(Kind.REQUEST),
    /** A work request that ends SUCCEEDED some seconds before its effect is there. */
    REQUEST_ENDS_EARLY(Kind.REQUEST),
    /** A work request that the service knows nothing of any more. */
    REQUEST_VANISHED(Kind.REQUEST),

    /** A machine that runs and is never a node. */
    NODE_NEVER_JOINS(Kind.MACHINE),
    /** A machine that takes minutes to join. */
    NODE_JOINS_LATE(Kind.MACHINE),
    /** A machine that comes up at the old version. */
    NODE_AT_WRONG_VERSION(Kind.MACHINE),
    /** A node that is Ready, and not, and again. */
    NODE_FLAPS(Kind.MACHINE),
    /** A machine that gets the address and the name of the one before it. */
    ADDRESS_REUSED(Kind.MACHINE),
    /** A machine in another availability domain, where the volumes of the one before it can't be attached. */
    OTHER_DOMAIN(Kind.MACHINE),
    /** No machine, for want of capacity. */
    NO_CAPACITY(Kind.MACHINE),
    /** No machine at first: the pool lists it with an error for some seconds, up to minutes, and makes it after all. */
    NODE_ERROR_PASSES(Kind.MACHINE),

    /** A pod that becomes ready nowhere, so that its budget lets no other go. */
    POD_NEVER_READY(Kind.POD),
    /** A pod whose object is kept by a finalizer. */
    POD_HELD(Kind.POD),
    /** A pod that is bound to the node again, just after the cordon. */
    POD_COMES_BACK(Kind.POD),
    /** An admission webhook that denies a pod's eviction for a while. */
    WEBHOOK_DENIES(Kind.POD),
    /** An admission webhook that does not answer for a while: the API server gives up on it after some seconds. */
    WEBHOOK_HANGS(Kind.POD),
    /** An admission webhook that denies a pod's eviction, and has the pod moved, unless it was a dry run. */
    WEBHOOK_ACTS(Kind.POD),
    /** A budget that somebody makes so strict that it lets nobody go. */
    BUDGET_BLOCKS(Kind.WORLD),

    /** Somebody gives a pool one node more. */
    POOL_RESIZED(Kind.WORLD),
    /** Somebody takes a node of a pool away, and wants no other in its place. */
    POOL_SHRUNK(Kind.WORLD),
    /** Somebody has the provider work on a pool for some minutes; it takes no other change of it meanwhile. */
    POOL_BUSY(Kind.WORLD),
    /** Somebody opens the node that is cordoned, and a pod comes to it. */
    UNCORDONED(Kind.WORLD),
    /** Somebody closes a node, or takes the cordon of one over: it is theirs from then on. */
    CORDONED(Kind.WORLD),
    /** Somebody gives the drained backend its traffic again. */
    BACKEND_RESTORED(Kind.WORLD),
    /** Somebody changes a backend's weight. */
    BACKEND_WEIGHED(Kind.WORLD),
    /** Somebody makes a backend one for need, or gives it another limit of connections. */
    BACKEND_EDITED(Kind.WORLD),
    /** Another party drains another backend than that of the node in hand, and lets it serve again later. */
    BACKEND_DRAINED(Kind.WORLD),
    /** The same, and it gets nothing at all meanwhile. */
    BACKEND_OFFLINE(Kind.WORLD),
    /** A controller writes a whole set anew, as it does for a Service: each backend with weight 1 and no flags. */
    BACKENDS_REWRITTEN(Kind.WORLD),
    /** Somebody puts a backend into a set that is no node's. */
    BACKEND_ADDED(Kind.WORLD),
    /** Somebody takes a backend out of its set. */
    BACKEND_REMOVED(Kind.WORLD),
    /** Somebody deletes a machine that lags behind; another one comes. */
    MACHINE_REPLACED(Kind.WORLD),
    /** A backend fails its health checks for a while. */
    HEALTH_FLAPS(Kind.WORLD),

    /** A listener that throws. */
    LISTENER_THROWS(Kind.READ),
    /** A listener that is broken: what it throws is no exception. */
    LISTENER_BROKEN(Kind.READ),
    /** A listener that takes its time. */
    LISTENER_SLOW(Kind.READ),
    /** A probe that finds the application unavailable. */
    PROBE_FAILS(Kind.READ),
    /** A probe that throws while the application is unavailable: an exception, or an error of any kind. */
    PROBE_THROWS(Kind.READ),
    /** A probe whose looks never come to an end, for minutes. */
    PROBE_HANGS(Kind.READ),
    /** A listener that asks for a snapshot, holds the run and lets it go on. */
    LISTENER_CALLS_BACK(Kind.READ),
    /** The time of day jumps. */
    CLOCK_JUMPS(Kind.WORLD),
    /** The run is held for a while. */
    PAUSED(Kind.WORLD),
    /** The run is asked to end. */
    CANCELLED(Kind.WORLD),

    /** The process is killed, and another one goes on some time later. */
    KILLED(Kind.RUNNER),
    /** The process is killed half way through writing an entry of its journal, and another one goes on. */
    JOURNAL_TORN(Kind.RUNNER),
    /** The process stands still for longer than its lock lasts. */
    STOPPED(Kind.RUNNER),
    /** Somebody starts a second process for the same cluster. */
    DOUBLED(Kind.RUNNER),
    /** The process is killed, and its journal is emptied before another one goes on. */
    JOURNAL_EMPTIED(Kind.RUNNER),
    /** The process is killed, and an entry of its journal is taken out or changed before another one goes on. */
    JOURNAL_EDITED(Kind.RUNNER),
    /** Once a run has ended, whatever came of it, another one is begun with the same journal. */
    BEGUN_AGAIN(Kind.RUNNER);

    /** Where it strikes. */
    enum Kind {
        CALL,
        READ,
        REQUEST,
        MACHINE,
        POD,
        WORLD,
        RUNNER
    }

    private final Kind kind;

    Fault(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
