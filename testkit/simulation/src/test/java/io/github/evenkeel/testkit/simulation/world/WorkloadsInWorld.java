package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.testkit.contract.WorkloadsFaultsFixture;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Budget;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.Rollouts;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The Kubernetes side of a world, in which one app has all pods. */
final class WorkloadsInWorld implements WorkloadsFaultsFixture {
    private final EmptyWorld it = new EmptyWorld();
    private final Pool pool = it.pool("pool", 0);
    private final App app = new App("default", "web", App.Kind.REPLICA_SET, 0);
    private final App cart = new App("default", "cart", App.Kind.REPLICA_SET, 1);
    private final Workloads port = new SimulatedWorkloads(it.world);

    WorkloadsInWorld() {
        it.truth.apps.add(app);
    }

    @Override
    public Workloads port() {
        return port;
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        it.await(what, condition);
    }

    @Override
    public Instant now() {
        return it.time.now();
    }

    @Override
    public void addNode(String name, String instanceId) {
        it.machine(pool, name, instanceId);
    }

    @Override
    public void removeNode(String name) {
        Machine machine = node(name);
        machine.joined = false;
        machine.lifecycle = Lifecycle.DELETED;
        it.world.provider.changed(machine);
    }

    @Override
    public void changeNode(String name) {
        it.world.provider.changed(node(name));
    }

    @Override
    public void holdNode(String name, String value) {
        node(name).hold = value;
        it.world.provider.changed(node(name));
    }

    @Override
    public void setScaleDownDisabled(String name, String value) {
        node(name).scaleDown = new ScaleDown(Optional.of(value), Optional.empty());
        it.world.provider.changed(node(name));
    }

    @Override
    public void setBalancerExclusion(String name, String value) {
        node(name).exclusion = new BalancerExclusion(Optional.of(value), Optional.empty());
        it.world.provider.changed(node(name));
    }

    @Override
    public void taintNode(String name) {
        node(name).taints.add(new Taint("dedicated", "shop", Taint.Effect.NO_SCHEDULE));
        it.world.provider.changed(node(name));
    }

    private Machine node(String name) {
        return Objects.requireNonNull(it.truth.node(name), () -> "node " + name);
    }

    @Override
    public Pod addPod(String name, String node) {
        app.replicas++;
        SimulatedPod pod = it.world.controllers.make(app, name);
        it.world.controllers.bind(pod, node(node));
        pod.ready = true;
        return port.podsOn(node).stream()
                .filter(one -> one.uid().equals(pod.uid))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it has ended by itself by now is no matter. */
    @Override
    public void removePod(Pod pod) {
        SimulatedPod there = it.truth.pods.remove(pod.uid());
        if (there != null) {
            Objects.requireNonNull(there.machine).pods.remove(there);
            it.world.controllers.changed(there);
        }
    }

    @Override
    public void addBudget(int minAvailable) {
        Budget budget = new Budget(app, minAvailable);
        it.truth.budgets.add(budget);
        it.world.controllers.count(budget);
    }

    @Override
    public void attachVolume(String claim, String node) {
        node(node).attached.add(app.namespace + "/" + claim);
    }

    @Override
    public Optional<DeprecatedApi> requestDeprecatedApis() {
        DeprecatedApi api = new DeprecatedApi("", "v1beta1", "things", KubernetesVersion.parse("v1.32.0"));
        it.truth.deprecatedApis.add(api);
        return Optional.of(api);
    }

    @Override
    public void detachVolume(String claim, String node) {
        node(node).attached.remove(app.namespace + "/" + claim);
    }

    @Override
    public Pod addSingleReplica(String node) {
        cart.rollouts = new Rollouts();
        it.truth.apps.add(cart);
        SimulatedPod pod = it.world.controllers.make(cart, "cart-1");
        it.world.controllers.bind(pod, node(node));
        pod.ready = true;
        pod.serves = true;
        return PodEvictions.look(pod);
    }

    /** The world runs it by itself. */
    @Override
    public void runDeployment() {}

    @Override
    public void pauseDeployment() {
        Objects.requireNonNull(cart.rollouts).traits.add(Deployment.Trait.PAUSED);
    }

    @Override
    public void addPodQuota(int pods) {
        Objects.requireNonNull(cart.rollouts).quota = pods;
    }

    @Override
    public void denyEvictions() {
        it.faults.with(Fault.WEBHOOK_DENIES, null, 1);
    }

    @Override
    public void failNextNodes(Outcome outcome) {
        it.fail(Call.READ_NODES, outcome);
    }

    @Override
    public void loseAnswerOfNextCordon() {
        it.faults.with(Fault.ANSWER_LOST, Call.CORDON, 1);
    }

    @Override
    public void loseNextEviction() {
        it.faults.with(Fault.REQUEST_LOST, Call.EVICT, 1);
    }

    @Override
    public void loseAnswerOfNextEviction() {
        it.faults.with(Fault.ANSWER_LOST, Call.EVICT, 1);
    }

    @Override
    public void throttleNextEviction() {
        it.faults.with(Fault.THROTTLED_FOR_A_WHILE, Call.EVICT, 1);
    }

    @Override
    public void close() {
        // nothing runs
    }
}
