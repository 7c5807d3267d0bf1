package io.github.evenkeel.roll;

import io.github.evenkeel.drain.TokenBucket;
import io.github.evenkeel.plan.RolloutPlan;
import io.github.evenkeel.pool.PoolLedger;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Prober;
import io.github.evenkeel.run.Turn;
import io.github.evenkeel.run.state.ServingEntry;
import io.github.evenkeel.run.state.SurgeEntry;
import io.github.evenkeel.traffic.DrainsUnderWay;
import io.github.evenkeel.traffic.KnownServices;
import io.github.evenkeel.traffic.NodesAtWork;
import io.github.evenkeel.traffic.PodBackends;
import io.github.evenkeel.traffic.ServingBackends;
import io.github.evenkeel.traffic.ServingBaseline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Shared parts of a run and its nodes; created once for each run. */
final class RunContext {
    final PlanSpec spec;
    final String runId;

    /** Of what the run does for no single node. */
    final NodeScope scope;

    final EventPublisher publisher;
    final Prober prober;
    private final RunSession session;
    final ControlRequests controls;
    final ServingBaseline serving;
    final KnownServices services;
    final PodBackends podBackends;
    final DrainsUnderWay drains = new DrainsUnderWay();
    final PoolLedger ledger = new PoolLedger();
    final Gates gates;
    final Quarantine quarantine;
    final NodesAtWork atWork = new NodesAtWork();

    /** The rate of the evictions of all nodes. */
    final TokenBucket evictions;

    private volatile RolloutPlan rollout = RolloutPlan.oneAtATime();

    /** One task writes the journal at a time. */
    private final Turn journalTurn = new Turn();

    private final Map<String, Turn> balancers = new ConcurrentHashMap<>();
    private final AtomicInteger ranks = new AtomicInteger();

    RunContext(RunSession session) {
        this.session = session;
        spec = session.spec();
        runId = session.runId();
        scope = session.scope();
        publisher = scope.publisher();
        publisher.identify(runId, Optional.of(spec.cluster().id()));
        evictions = new TokenBucket(spec.scheduler().elapsed());
        ledger.recallReplaced(session.runJournal().replaced());
        if (session.resumed()) {
            ledger.recallInstances(session.runJournal().instances());
        }
        ledger.recallSurges(surgesBefore());
        prober = new Prober(spec, publisher);
        services = new KnownServices(spec);
        podBackends = new PodBackends(spec);
        serving = new ServingBaseline(
                servedAtFirst(session), counted -> journal(scope).note(new ServingEntry(counted)));
        gates = new Gates(spec, runId, session.resumed() ? session.runJournal().gates() : List.of(), this::journal);
        quarantine = new Quarantine(spec.rollout().undrainableNodes(), runId);
        controls = new ControlRequests(session, publisher, gates, journalTurn);
        scope.waits().onTick(session.lease().renewInterval(), () -> {
            session.lease().renewIfDue();
            controls.note();
        });
        Duration deadline = spec.continuity().deadline();
        if (deadline != null) {
            Duration before = session.spent();
            Duration begin = spec.scheduler().elapsed();
            scope.waits().withDeadline(deadline, before);
            session.runJournal()
                    .tellTime(() -> before.plus(spec.scheduler().elapsed()).minus(begin));
        }
    }

    /** What the process before this one has added to pools. */
    List<SurgeEntry> surgesBefore() {
        return session.resumed() ? session.runJournal().surges() : List.of();
    }

    /** A fact of the run that counted it: a run that begins anew counts anew. */
    private static Map<String, Integer> servedAtFirst(RunSession session) {
        return session.resumed()
                ? session.runJournal().serving().map(ServingEntry::baseline).orElse(Map.of())
                : Map.of();
    }

    /**
     * The run's journal, as that work writes it: work that can't be cancelled waits for a write in spite of a cancel.
     */
    JournalEntries journal(NodeScope its) {
        return new JournalEntries(session.runJournal(), session.lease(), its, journalTurn, ledger);
    }

    /** Whether the journal has a node of that name that is unfinished. */
    boolean hasUnfinished(String node) {
        return session.runJournal().hasUnfinished(node);
    }

    /** From here on nodes are rolled by that plan. */
    void follow(RolloutPlan plan) {
        rollout = plan;
    }

    /** How many nodes the rollout may have drained, deleted or replaced at once, before others have their place. */
    int maxUnavailable() {
        return rollout.limits().all().unavailable();
    }

    /**
     * Backends that serve, for the work on one node.
     *
     * @param node its name
     */
    ServingBackends servingBackends(NodeScope ofNode, String node) {
        return new ServingBackends(spec, ofNode, serving, this::maxUnavailable, atWork, drains, node);
    }

    /**
     * In which the next node's changes of each load balancer are made, as it takes one at a time: those of nodes that
     * were begun before it go first, so that what is taken away is replaced before more is taken away.
     */
    Function<String, Turn> turnsOfNextNode() {
        int rank = ranks.getAndIncrement();
        return balancer -> balancers.computeIfAbsent(balancer, id -> new Turn()).ofRank(rank);
    }

    /** Nothing can be relied on any more: no task of the run changes anything from here on. */
    void stopChanges() {
        session.lease().stopChanges("a node run was ended by an error of the Java virtual machine");
    }

    void requireAvailable(NodeScope its) {
        prober.requireAvailable(its.waits());
    }
}
