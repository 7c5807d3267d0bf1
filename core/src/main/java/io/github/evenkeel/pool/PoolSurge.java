package io.github.evenkeel.pool;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.state.PoolEntries;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Surge of one pool: adds nodes to it, and finds those that are left over in the end. */
public final class PoolSurge {
    private final PlanSpec spec;
    private final NodeScope scope;
    private final String poolId;
    private final PoolLedger ledger;
    private final PoolAccount account;
    private final AddedNodes added;
    private final Consumer<PoolEntries> journal;
    private final AutoscalerNotice autoscaler;

    /**
     * Of one pool.
     *
     * @param runId the run, in its notice to the autoscaler
     * @param journal is told of what is about to be done, before each change, and of a smaller size after it
     */
    public PoolSurge(
            PlanSpec spec,
            NodeScope scope,
            String runId,
            String poolId,
            PoolLedger ledger,
            Consumer<PoolEntries> journal) {
        autoscaler = new AutoscalerNotice(spec.workloads(), scope, runId);
        this.spec = spec;
        this.scope = scope;
        this.poolId = poolId;
        this.ledger = ledger;
        account = ledger.of(poolId);
        added = new AddedNodes(spec, scope, poolId, ledger);
        this.journal = journal;
    }

    /**
     * Adds nodes, unless that was done before, and waits until they are Ready. Called while no node of the pool is
     * under way.
     *
     * @param most how many
     * @param toRoll how many nodes of the pool are still to be rolled
     * @return how many of the new nodes are there for these
     */
    public int open(int most, int toRoll) {
        int there = add(most, toRoll);
        autoscaler.give(read());
        return there;
    }

    private int add(int most, int toRoll) {
        NodePool pool = awaitIdle();
        int before = account.isOpen() ? added.supply(pool) : 0;
        if (before > 0) {
            requireNotShrunk(pool);
            account.expects(sizeWithoutSurge() + account.tooMany(pool));
            note(toRoll - before);
            return awaitReady(before, toRoll);
        }
        added.requireChangeable(pool);
        boolean again = account.isOpen();
        int size = account.sizeWithoutSurge()
                .map(own -> Math.max(own, withoutOwn(pool)))
                .orElse(pool.size());
        ledger.rememberUnclaimed(pool); // what is new there is of other clients
        account.had(pool);
        account.opens(size, most, toRoll - most);
        note(toRoll - most);
        autoscaler.give(pool);
        if (!again && read().size() != pool.size()) {
            account.closes();
            return add(most, toRoll); // from the size that another client has set meanwhile
        }
        scope.reconciler().make(new PoolGrowth(spec, scope, pool, size + most, most, account, added).change(), time());
        account.expects(size + most);
        journal.accept(account.entries());
        return awaitReady(most, toRoll);
    }

    private NodePool awaitIdle() {
        scope.operations()
                .awaitIdle(object(), () -> ledger.ofOthers(spec.cluster().operationsInFlight()), time());
        return read();
    }

    private void note(int successors) {
        account.isToMake(successors);
        journal.accept(account.entries());
    }

    private void resize(int size) {
        scope.reconciler().make(new NodePoolSize(spec.cluster(), poolId, size, added::requireChangeable), time());
    }

    private int awaitReady(int wanted, int toRoll) {
        NodeErrors errors = new NodeErrors(spec.timing().replacement().nodeError(), spec.scheduler()::elapsed);
        try {
            return scope.waits()
                    .await(
                            new WaitCondition(
                                            "surge of " + object(),
                                            wanted + " new nodes that are Ready",
                                            spec.timing().replacement().node())
                                    .unhurried(),
                            () -> look(wanted, errors));
        } catch (StepFailure shortage) {
            if (!spec.rollout().allowsLessSurge()) {
                throw shortage;
            }
            return less(shortage, toRoll);
        }
    }

    private PollResult<Integer> look(int wanted, NodeErrors errors) {
        List<PoolNode> there = added.in(read());
        int ready = added.ready(there);
        if (ready >= wanted) {
            return PollResult.of(ready);
        }
        Optional<PoolNode> faulty =
                there.stream().filter(node -> node.fault().isPresent()).findFirst();
        if (faulty.isPresent()) {
            return errors.backoffOrThrow(new StepFailure(
                    "surge of " + object(),
                    wanted + " new nodes that are Ready",
                    ready + "; one can't be made: " + faulty.get().fault().orElseThrow()));
        }
        errors.none();
        return PollResult.notYet(ready + " of " + there.size());
    }

    /** Goes on with those that are there. */
    private int less(StepFailure shortage, int toRoll) {
        takeBackPlaceholders();
        int ready = added.ready(added.in(read()));
        note(toRoll - ready);
        scope.publisher()
                .warned(Finding.warning(
                        shortage.object(),
                        shortage.found(),
                        shortage.expected(),
                        "nothing: the roll goes on with " + (ready == 0 ? "one node at a time" : ready + " surge nodes")
                                + ", as was allowed"));
        return ready;
    }

    /** Nodes without a machine may get one at any time: as long as there are any, the pool's size is too large. */
    private void takeBackPlaceholders() {
        NodePool pool = awaitIdle();
        int least = Math.max(withoutOwn(pool), pool.machines().size());
        if (pool.size() > least && !pool.placeholders().isEmpty()) {
            account.shrinksTo(least);
            journal.accept(account.entries());
            resize(least);
            account.expects(least);
            journal.accept(account.entries());
        }
    }

    /** Size of the pool without the nodes that the run has added: another client may have added some, too. */
    private int withoutOwn(NodePool pool) {
        return pool.size() - Math.max(0, account.tooMany(pool));
    }

    /**
     * Waits until what another process has added has joined the cluster, or it is certain that some of it won't soon.
     * If the roll may go on with less surge, what won't is taken back.
     */
    public void awaitJoined() {
        scope.waits()
                .await(
                        new WaitCondition(
                                "surge of " + object(),
                                "that all new nodes have joined the cluster",
                                spec.timing().replacement().node()),
                        () -> added.in(read()).stream()
                                .filter(member -> member.fault().isEmpty()
                                        && nodeOf(member).isEmpty())
                                .findFirst()
                                .map(member -> PollResult.<Boolean>notYet("node " + member.name() + " has not"))
                                .orElseGet(() -> PollResult.of(true)));
        if (spec.rollout().allowsLessSurge()) {
            takeBackPlaceholders();
        }
    }

    /**
     * A machine that was added and has taken no node's place; empty if the pool has the size that it had.
     *
     * @param isInPlace whether a machine is in the place of another node: then it stays
     * @throws StepFailure if all that are left are
     */
    public Optional<PoolNode> awaitLeftOver(Predicate<PoolNode> isInPlace) {
        if (!account.isOpen()) {
            return Optional.empty(); // it failed before anything was added
        }
        takeBackPlaceholders();
        return scope.waits()
                .await(
                        new WaitCondition(
                                        object(),
                                        "its size of " + sizeWithoutSurge(),
                                        spec.timing().replacement().node())
                                .unhurried(),
                        () -> lookForLeftOver(isInPlace));
    }

    private PollResult<Optional<PoolNode>> lookForLeftOver(Predicate<PoolNode> isInPlace) {
        NodePool pool = read();
        List<PoolNode> machines =
                added.in(pool).stream().filter(PoolNode::isMachine).toList();
        requireNotShrunk(pool);
        if (account.tooMany(pool) <= 0) {
            return PollResult.of(Optional.empty());
        }
        if (machines.isEmpty()) {
            return PollResult.notYet("a size of " + pool.size());
        }
        return PollResult.of(Optional.of(machines.stream()
                .filter(machine -> !isInPlace.test(machine))
                .findFirst()
                .orElseThrow(() -> new StepFailure(
                        object(),
                        "its size of " + sizeWithoutSurge(),
                        "a size of " + pool.size() + ", and node "
                                + machines.get(0).name() + " in the place of another node"))));
    }

    private void requireNotShrunk(NodePool pool) {
        if (account.wasShrunk(pool)) {
            throw new StepFailure(
                    object(),
                    "its size of " + sizeWithoutSurge() + ", and the nodes that the run has added",
                    "a size of " + pool.size() + ", which another client has set meanwhile; "
                            + added.in(pool).stream()
                                    .filter(PoolNode::isMachine)
                                    .count()
                            + " of the added nodes are in no node's place");
        }
    }

    /** The autoscaler may take nodes of the pool away again. */
    public void takeBackNotice() {
        autoscaler.takeBack(this::read);
    }

    /** The pool has its size again. */
    public void closed() {
        account.closes();
    }

    /** The version of the nodes that were added. */
    public KubernetesVersion version() {
        return read().version();
    }

    /** The size that it is to have again. */
    public int sizeWithoutSurge() {
        return account.sizeWithoutSurge().orElseThrow();
    }

    /** The node that runs on a machine; empty if it has not joined the cluster. */
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        return added.nodeOf(member);
    }

    private NodePool read() {
        return scope.retries().call("read " + object(), () -> spec.cluster().nodePool(poolId));
    }

    private Duration time() {
        return spec.timing().replacement().nodePool();
    }

    private String object() {
        return "node pool " + poolId;
    }
}
