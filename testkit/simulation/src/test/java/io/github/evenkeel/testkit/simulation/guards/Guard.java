package io.github.evenkeel.testkit.simulation.guards;

/**
 * A method of the engine that keeps something from happening, and what is done in its place where it is taken out.
 *
 * <p>Some guards are not here, as the worlds that miss them are too rare, or the run only takes longer without them. A
 * unit test of core misses each: {@code pool.PoolSurge.requireChangeable}, {@code pool.PoolSurge.takeBackPlaceholders}
 * ({@code SurgeTest}), {@code plan.SlotRules.obstacleToGoOn} ({@code NextNodePropertiesTest}),
 * {@code plan.QuarantineMark.isOn} ({@code QuarantineTest}), {@code roll.Hold} ({@code GatesTest}), and
 * {@code roll.ExcludeNode.mayExclude}, {@code roll.Surges.countServing} and {@code traffic.NodeTraffic.hasServices}
 * ({@code SeveralNodesOfServicesTest}). Without {@code pool.SuccessorSearch.nearVolumes}, a seed of
 * {@code RolloutSeedsTest} breaks an invariant. Without {@code roll.DrainConnections.cleared}, the run stops, and
 * {@code ExposureSeedsTest} misses the drains that are made again. Without {@code roll.ExcludeNode.awaitOthers}, nodes
 * are labelled one after the other, and the run takes longer.
 */
enum Guard {
    CONNECTION_DRAIN_WAIT("roll.DrainConnections", "run", Instead.NOTHING),
    LAST_BACKEND("traffic.ServingBackends", "awaitOthers", Instead.NOTHING),
    LAST_BACKEND_BEFORE_EACH_ATTEMPT("traffic.ServingBackends", "othersServe", Instead.YES),
    LAST_BACKEND_ACROSS_PROCESSES("run.state.RunJournal", "serving", Instead.EMPTY),
    SAME_NODE("roll.RollingNode", "requireSameNode", Instead.NOTHING),
    NOTHING_THERE_AT_THE_LAST_LOOK("roll.DeleteNode", "requireNoTraffic", Instead.NOTHING),
    DRAINED_AT_THE_LAST_LOOK("drain.Drain", "requireStillDrained", Instead.NOTHING),
    VERDICTS_BEFORE_THE_FIRST_TOUCH("drain.Drain", "requireAllMayLeave", Instead.NOTHING),
    CANCEL_BEFORE_THE_LAST_LOOK("run.Waits", "checkCancelledEvenIfUncancellable", Instead.NOTHING),
    CANCEL_AFTER_THE_LAST_LOOK("run.Waits", "checkCancelledAtOnce", Instead.NOTHING),
    NO_OTHER_CHANGE_IN_FLIGHT("run.Operations", "awaitIdle", Instead.NOTHING),
    HEALTH_IN_A_ROW("traffic.ConsecutiveHealthChecks", "count", Instead.MANY),
    HEALTH_AT_ALL("traffic.NodeTraffic", "awaitHealthy", Instead.NOTHING),
    READY_BEFORE_TRAFFIC("pool.Replacement", "awaitAtWork", Instead.NOTHING),
    CONTROL_PLANE_FIRST("roll.Roll", "upgradeControlPlane", Instead.NOTHING),
    NODE_POOLS_FIRST("roll.NodePoolUpdates", "make", Instead.NOTHING),
    RESTORATION("roll.NodeRun", "undo", Instead.NOTHING),
    RESTORATION_OF_A_NODE_THAT_IS_GONE("roll.Rollback", "nodeIsGone", Instead.NO),
    WHOSE_CORDON("drain.Cordon", "ours", Instead.YES),
    LATEST_SETTINGS("roll.RollingNode", "update", Instead.NOTHING),
    WHAT_IS_NEW_IN_THE_POOL("pool.InstanceBaseline", "remember", Instead.NOTHING),
    DELETION_OF_ANOTHER_PROCESS("pool.Replacement", "settle", Instead.NOTHING),
    LEASE("run.lease.LeaseGuard", "require", Instead.NOTHING),
    RENEWAL("run.lease.LeaseGuard", "renewIfDue", Instead.NOTHING),
    JOURNAL_BEFORE_THE_ACT("run.state.RunJournal", "note", Instead.NOTHING),
    JOURNAL_AFTER_THE_ACT("run.state.RunJournal", "replaced", Instead.NOTHING),
    JOURNAL_CONFIRMATION("roll.RollingNode", "end", Instead.NOTHING),
    WHAT_ANOTHER_PROCESS_BEGAN("roll.Roll", "finishWhatWasBegun", Instead.NOTHING),
    THE_PLAN_THAT_WAS_BEGUN("run.state.RunEntry", "differences", Instead.NO_ELEMENTS),
    HOW_MANY_HAVE_TO_SERVE("traffic.ServingBackends", "needed", Instead.NO),
    DRAIN_OF_THE_BACKENDS("traffic.NodeTraffic", "drain", Instead.NOTHING),
    PROPAGATION("roll.DrainBackends", "awaitPropagation", Instead.NOTHING),
    CORDON_BEFORE_EVICTION("roll.CordonNode", "run", Instead.NOTHING),
    EVICTION_BEFORE_DELETION("drain.Drain", "drain", Instead.NOTHING),
    HAND_OVER("drain.OwnEviction", "evicted", Instead.NOTHING),
    ANOTHER_REPLICA_BEFORE_EVICTION("drain.SingleReplicaSurge", "servesElsewhere", Instead.YES),
    ONE_RESTART_FOR_A_POD("spi.Deployment", "isRestartedFor", Instead.NO),
    QUIET_TIME("drain.QuietPeriod", "stillToWatch", Instead.NO_TIME),
    DETACHED_VOLUMES("drain.VolumeDetachWait", "await", Instead.NOTHING),
    BUDGETS_THAT_NEVER_LET_GO("drain.BudgetArithmetic", "neverLetsGo", Instead.NO),
    UNCERTAIN_OUTCOMES("spi.ServiceException", "isOutcomeUnknown", Instead.NO),
    IDENTITY_OF_THE_NODE("run.state.NodeIdentity", "is", Instead.YES),
    CORDON_OF_THE_SAME_NODE("drain.Cordon", "same", Instead.YES),
    SIZE_OF_THE_POOL("pool.PoolSize", "require", Instead.NOTHING),
    VERSION_OF_THE_REPLACEMENT("pool.NewNodes", "requireTarget", Instead.NOTHING),
    DOMAIN_OF_THE_VOLUMES("pool.SurgeSearch", "isNear", Instead.YES),
    DAEMONS_OF_THE_REPLACEMENT("pool.ExpectedDaemonSets", "missingOn", Instead.NO_ELEMENTS),
    OLD_INSTANCE_GONE("pool.OldNode", "instanceIsThere", Instead.NO),
    OLD_NODE_GONE("pool.OldNode", "nodeIsThere", Instead.NO),
    AVAILABILITY("run.Prober", "requireAvailable", Instead.NOTHING),
    GATES_BEFORE_A_CHANGE("roll.Gates", "areOpen", Instead.YES),
    GATES_BEFORE_A_DELETION("roll.Gates", "requireOpen", Instead.NOTHING),
    GATES_OF_A_NODE_THAT_IS_UNTOUCHED("roll.NodeGates", "findOutWhetherItIsTouched", Instead.NOTHING),
    NO_TAINT_IN_THE_END("roll.OutdatedTaint", "remove", Instead.NOTHING),
    VERIFICATION("roll.Verification", "run", Instead.NOTHING),
    SELECTED_NODES("plan.NodeChoice", "isSelected", Instead.YES),
    NODES_DECIDED_BEFORE("plan.RunSoFar", "hasBegun", Instead.NO),
    VERSION_SKEW("plan.VersionCheck", "findings", Instead.NO_ELEMENTS),
    PREFLIGHT("roll.Preparation", "decide", Instead.NOTHING),

    SLOTS_OF_THE_ROLLOUT("plan.SlotRules", "count", Instead.NO, Worlds.ROLLOUTS),
    WHAT_MAY_BEGIN_BESIDE_OTHERS("plan.SlotRules", "obstacleToBegin", Instead.EMPTY, Worlds.ROLLOUTS),
    SPREAD("plan.SlotRules", "obstacleOfDomain", Instead.EMPTY, Worlds.ROLLOUTS),
    SOAK_OF_A_WAVE("roll.NodeRuns", "soak", Instead.NOTHING, Worlds.ROLLOUTS),
    NODE_OF_THE_OWN_POD_ALONE("plan.RolloutPlan", "isAlone", Instead.NO, Worlds.IN_CLUSTER),
    ROOM_FOR_THE_PODS_OF_ALL("plan.CapacityAtOnce", "most", Instead.MANY, Worlds.MANY_AT_ONCE),
    HOW_MANY_MAY_BE_UNAVAILABLE("roll.RunContext", "maxUnavailable", Instead.MANY, Worlds.BACKENDS_OFFLINE),
    OTHERS_THAT_ARE_AT_WORK("traffic.NodesAtWork", "includeOthersThan", Instead.NO, Worlds.MANY_AT_ONCE),
    WAVES_OF_ANOTHER_PROCESS("run.state.RunJournal", "waves", Instead.EMPTY, Worlds.ROLLOUTS),
    NODES_LEFT_ASIDE_TAKE_UP_ROOM("roll.Quarantine", "occupied", Instead.NO_ELEMENTS, Worlds.UNDRAINABLE_NODES),
    NODES_THAT_ANOTHER_PROCESS_LEFT_ASIDE("roll.Quarantine", "recall", Instead.NOTHING, Worlds.UNDRAINABLE_NODES),
    CLAIM_OF_A_SUCCESSOR("pool.PoolLedger", "claim", Instead.YES, Worlds.ROLLOUTS),
    SUCCESSOR_THAT_IS_CLAIMED("pool.PoolLedger", "isClaimed", Instead.NO, Worlds.ROLLOUTS),
    CLAIMS_OF_ANOTHER_PROCESS("pool.PoolLedger", "recall", Instead.NOTHING, Worlds.SEVERAL_PROCESSES),
    CLAIMS_OF_REPLACED_NODES("pool.PoolLedger", "recallReplaced", Instead.NOTHING, Worlds.SEVERAL_PROCESSES),
    SUCCESSOR_OF_ANOTHER("pool.AwaitedSuccessors", "isForAnother", Instead.NO, Worlds.MANY_AT_ONCE),
    SUCCESSOR_AT_THE_ADDRESS_OF_ANOTHER(
            "pool.AwaitedSuccessors", "isAtAddressOfAnother", Instead.NO, Worlds.ADDRESSES_USED_AGAIN),
    DELETIONS_OF_OTHERS("pool.AwaitedSuccessors", "besides", Instead.NO, Worlds.ROLLOUTS),
    DELETION_BESIDE_OTHER_DOMAINS("pool.AwaitedSuccessors", "deletesIfBalanced", Instead.YES, Worlds.MANY_AT_ONCE),
    FRESH_ANSWERS_OF_GATES("roll.GateRecords", "hasJustOpened", Instead.YES, Worlds.ROLLOUTS),
    NO_OTHER_NODE_AFTER_A_STOP("run.Waits", "checkNotStopped", Instead.NOTHING, Worlds.REQUESTS),
    REQUESTS_THAT_WERE_ANSWERED("run.state.RequestsEntry", "has", Instead.NO, Worlds.REQUESTS),

    SURGE_BEFORE_A_NODE("roll.NodeRuns", "needsSurge", Instead.NO, Worlds.SURGE),
    SURGE_LEAVES_AGAIN("roll.Surges", "close", Instead.NOTHING, Worlds.SURGE),
    SURGE_OF_ANOTHER_PROCESS("pool.PoolLedger", "recallSurges", Instead.NOTHING, Worlds.SURGE),
    SURGE_IN_THE_JOURNAL("pool.PoolSurge", "note", Instead.NOTHING, Worlds.SURGE),
    ANOTHER_SERVES_FIRST("roll.AdmitSuccessor", "run", Instead.NOTHING, Worlds.SURGE),
    NEAR_THE_VOLUMES("pool.SurgeSearch", "isNear", Instead.YES, Worlds.SURGE),
    POOL_THAT_WAS_SHRUNK("pool.PoolAccount", "wasShrunk", Instead.NO, Worlds.SURGE),
    NOTICE_FOR_THE_AUTOSCALER("pool.AutoscalerNotice", "give", Instead.NOTHING, Worlds.SURGE),
    ROOM_OF_THE_SURGE("roll.Surges", "limit", Instead.FIRST, Worlds.SURGE_WITHOUT_CAPACITY),

    REMOVAL_BY_THE_CONTROLLER("traffic.ServiceTraffic", "awaitRemoval", Instead.NOTHING, Worlds.SERVICES),
    ADDITION_BY_THE_CONTROLLER("traffic.ServiceTraffic", "awaitAddition", Instead.NOTHING, Worlds.SERVICES),
    DRAIN_BEFORE_THE_LABEL("traffic.BackendSetTraffic", "drain", Instead.NOTHING, Worlds.SERVICES),
    LABEL_TAKEN_BACK("traffic.NodeExclusion", "lift", Instead.NO, Worlds.SERVICE_CONTROLLER_STOPS),
    LABEL_IN_THE_JOURNAL("roll.Rollback", "excluded", Instead.NOTHING, Worlds.SERVICE_CONTROLLER_STOPS),
    TIME_SINCE_THE_LAST_DRAIN("traffic.DrainsUnderWay", "lastAgain", Instead.EMPTY, Worlds.SEVERAL_BEHIND_SERVICES),
    DRAINS_THAT_ARE_MADE_AGAIN("traffic.DrainsUnderWay", "addressesIn", Instead.NO_SET, Worlds.SEVERAL_BEHIND_SERVICES);

    private final String type;
    private final String method;
    private final Instead instead;
    private final Worlds worlds;

    Guard(String type, String method, Instead instead) {
        this(type, method, instead, Worlds.DEFAULT);
    }

    Guard(String type, String method, Instead instead, Worlds worlds) {
        this.type = type;
        this.method = method;
        this.instead = instead;
        this.worlds = worlds;
    }

    /** Name of its class. */
    String type() {
        return "io.github.evenkeel." + type;
    }

    String method() {
        return method;
    }

    Instead instead() {
        return instead;
    }

    /** In which its loss is to be seen. */
    Worlds worlds() {
        return worlds;
    }
}
