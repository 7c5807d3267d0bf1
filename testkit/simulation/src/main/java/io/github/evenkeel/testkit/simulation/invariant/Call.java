package io.github.evenkeel.testkit.simulation.invariant;

/** The operations of the ports. */
public enum Call {
    DESCRIBE_CLUSTER(Subject.CLUSTER, false),
    READ_POOLS(Subject.POOL, false),
    READ_POOL(Subject.POOL, false),
    FIND_IMAGE(Subject.IMAGE, false),
    CLUSTER_REQUESTS(Subject.CLUSTER_REQUEST, false),
    CLUSTER_REQUEST(Subject.CLUSTER_REQUEST, false),
    UPGRADE_CONTROL_PLANE(Subject.CLUSTER, true),
    UPDATE_POOL(Subject.POOL, true),
    REPLACE_NODE(Subject.POOL, true),
    RESIZE_POOL(Subject.POOL, true),
    DELETE_SURPLUS_NODE(Subject.POOL, true),
    REVIEW_PERMISSIONS(Subject.KUBERNETES, false),
    READ_NODES(Subject.NODE, false),
    READ_NODE(Subject.NODE, false),
    FIND_NODE(Subject.NODE, false),
    READ_PODS(Subject.POD, false),
    READ_PODS_OF_NODE(Subject.POD, false),
    READ_BUDGETS(Subject.KUBERNETES, false),
    READ_DAEMON_SETS(Subject.KUBERNETES, false),
    READ_SERVICES(Subject.KUBERNETES, false),
    READ_LOCAL_CLAIMS(Subject.KUBERNETES, false),
    READ_VOLUMES(Subject.KUBERNETES, false),
    WATCH_NODE(Subject.POD, false),
    READ_WATCH(Subject.POD, false),
    CORDON(Subject.NODE, true),
    UNCORDON(Subject.NODE, true),
    DISABLE_SCALE_DOWN(Subject.NODE, true),
    ENABLE_SCALE_DOWN(Subject.NODE, true),
    EXCLUDE_NODE(Subject.NODE, true),
    INCLUDE_NODE(Subject.NODE, true),
    ADD_TAINT(Subject.NODE, true),
    REMOVE_TAINT(Subject.NODE, true),
    DRY_RUN_EVICTION(Subject.KUBERNETES, false),
    READ_DEPLOYMENTS(Subject.DEPLOYMENT, false),
    READ_SERVING_PODS(Subject.KUBERNETES, false),
    RESTART_DEPLOYMENT(Subject.DEPLOYMENT, true),
    EVICT(Subject.POD, true),
    DELETE_POD(Subject.POD, true),
    DESCRIBE_BALANCER(Subject.BALANCER, false),
    FIND_BALANCER(Subject.BALANCER, false),
    LIST_BALANCERS(Subject.BALANCER, false),
    READ_HEALTH(Subject.HEALTH, false),
    READ_UNHEALTHY(Subject.HEALTH, false),
    BALANCER_REQUESTS(Subject.BALANCER_REQUEST, false),
    BALANCER_REQUEST(Subject.BALANCER_REQUEST, false),
    UPDATE_BACKEND(Subject.BALANCER, true),
    ADD_BACKEND(Subject.BALANCER, true),
    REMOVE_BACKEND(Subject.BALANCER, true),
    READ_JOURNAL(Subject.RECORDS, false),
    OPEN_JOURNAL(Subject.RECORDS, false),
    WRITE_JOURNAL(Subject.RECORDS, false),
    READ_LOCK(Subject.RECORDS, false),
    TAKE_LOCK(Subject.RECORDS, false),
    RENEW_LOCK(Subject.RECORDS, false),
    RELEASE_LOCK(Subject.RECORDS, false),
    REQUEST_RUN(Subject.RECORDS, false);

    /** Outcome of a call. */
    public enum Answer {
        /** The service executed it. */
        GIVEN,
        /** The service did not execute it. */
        REFUSED,
        /** The run can't know. */
        LOST
    }

    /** What an operation reads or changes. */
    enum Subject {
        CLUSTER,
        CLUSTER_REQUEST,
        POOL,
        IMAGE,
        NODE,
        POD,
        DEPLOYMENT,
        BALANCER,
        BALANCER_REQUEST,
        HEALTH,
        KUBERNETES,
        RECORDS
    }

    private final Subject subject;
    private final boolean change;

    Call(Subject subject, boolean change) {
        this.subject = subject;
        this.change = change;
    }

    Subject subject() {
        return subject;
    }

    /** Whether it reads all things of its kind. */
    boolean isOfAll() {
        return this == READ_POOLS || this == READ_NODES || this == READ_PODS || this == READ_DEPLOYMENTS;
    }

    /** Whether its answer comes in pages. */
    public boolean isList() {
        return isOfAll()
                || this == READ_PODS_OF_NODE
                || this == READ_BUDGETS
                || this == READ_DAEMON_SETS
                || this == READ_SERVICES
                || this == READ_LOCAL_CLAIMS
                || this == READ_VOLUMES
                || this == CLUSTER_REQUESTS
                || this == BALANCER_REQUESTS
                || this == LIST_BALANCERS;
    }

    /** Whether it reads something that is rolled, and only reads it. */
    public boolean isRead() {
        return !change && !isOfRecords() && this != WATCH_NODE && this != DRY_RUN_EVICTION && this != READ_WATCH;
    }

    /** Whether it writes the journal or the lock. */
    public boolean writesRecords() {
        return this == OPEN_JOURNAL
                || this == WRITE_JOURNAL
                || this == TAKE_LOCK
                || this == RENEW_LOCK
                || this == RELEASE_LOCK
                || this == REQUEST_RUN;
    }

    /** Whether it is about the journal or the lock. */
    public boolean isOfRecords() {
        return subject == Subject.RECORDS;
    }

    /** Whether it changes something that is rolled. */
    public boolean isChange() {
        return change;
    }

    /** Whether the API server answers it, and not the provider. */
    public boolean isKubernetes() {
        return subject == Subject.NODE
                || subject == Subject.POD
                || subject == Subject.KUBERNETES
                || subject == Subject.DEPLOYMENT
                || subject == Subject.RECORDS;
    }
}
