package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.contract.ManagedClusterFixture;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The provider's side of a world that does as a test says. */
final class ClusterInWorld implements ManagedClusterFixture {
    private static final long ANOTHER_CHANGE = Duration.ofHours(1).toNanos();

    private final EmptyWorld it = new EmptyWorld();
    private final Pool pool = it.pool("pool", 3);
    private final ManagedCluster port = new SimulatedCluster(it.world);

    ClusterInWorld() {
        pool.cycling = NodeCycling.ON;
        for (int i = 0; i < pool.size; i++) {
            it.machine(pool, Provider.address(it.world.serial()));
        }
    }

    void pass(Duration time) {
        it.pass(time.toNanos());
    }

    @Override
    public ManagedCluster port() {
        return port;
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        it.await(what, condition);
    }

    @Override
    public String poolId() {
        return pool.id;
    }

    @Override
    public KubernetesVersion current() {
        return EmptyWorld.OLD;
    }

    @Override
    public KubernetesVersion next() {
        return EmptyWorld.NEW;
    }

    @Override
    public KubernetesVersion unknown() {
        return KubernetesVersion.parse("v1.99.0");
    }

    @Override
    public List<AddOn> installAddOns() {
        it.truth.addOns.add(new AddOn("CoreDNS", Optional.empty(), List.of("v1.12.0")));
        it.truth.addOns.add(new AddOn("Flannel", Optional.of("v0.25.1"), List.of("v0.26.2")));
        return List.copyOf(it.truth.addOns);
    }

    @Override
    public void clusterChangedByAnotherClient() {
        it.truth.clusterRevision++;
    }

    @Override
    public void poolResizedByAnotherClient(int size) {
        while (pool.size < size) {
            pool.size++;
            it.world.provider.make(pool);
        }
        it.world.provider.changed(pool);
    }

    @Override
    public void beginChangeOfAnotherClient(String id) {
        it.world.requests(SimulatedCluster.ID).occupy(id, ANOTHER_CHANGE, () -> {});
    }

    @Override
    public void endChangeOfAnotherClient() {
        it.pass(ANOTHER_CHANGE);
    }

    @Override
    public void failNextPoolUpdate() {
        it.faults.with(Fault.REQUEST_FAILED, Call.UPDATE_POOL, 1);
    }

    @Override
    public void failNextReplacement() {
        it.faults.with(Fault.REQUEST_FAILED, Call.REPLACE_NODE, 1);
    }

    @Override
    public void failNextLaunch() {
        it.faults.with(Fault.NO_CAPACITY, null, 1);
    }

    @Override
    public void delayNextLaunch() {
        it.faults.with(Fault.NODE_ERROR_PASSES, null, 1);
    }

    @Override
    public void loseAnswerOfNextIncrease() {
        it.faults.with(Fault.ANSWER_LOST, Call.RESIZE_POOL, 1);
    }

    @Override
    public void failNextDescribe(Outcome outcome) {
        it.fail(Call.DESCRIBE_CLUSTER, outcome);
    }

    @Override
    public void loseNextReplacement() {
        it.faults.with(Fault.REQUEST_LOST, Call.REPLACE_NODE, 1);
    }

    @Override
    public void loseAnswerOfNextReplacement() {
        it.faults.with(Fault.ANSWER_LOST, Call.REPLACE_NODE, 1);
    }

    @Override
    public void close() {
        // nothing runs
    }
}
