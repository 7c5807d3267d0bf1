package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.AttachedVolume;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ClusterNode.Condition;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.MachineOrigin;
import io.github.evenkeel.spi.NodeAddress;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.testkit.simulation.invariant.Act;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.SimulatedService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Kubernetes side of a world. */
public final class SimulatedWorkloads implements Workloads {
    private static final Resources ROOM = new Resources(16_000, 64L << 30, 110);

    private final World world;
    private final Line line;
    private final PodEvictions evictions;

    /** One way to a world. */
    public SimulatedWorkloads(World world) {
        this.world = world;
        line = new Line(world);
        evictions = new PodEvictions(world);
    }

    @Override
    public List<String> missingPermissions(Purpose purpose) {
        return line.call(Call.REVIEW_PERMISSIONS, "", List::of);
    }

    @Override
    public Optional<Instant> time() {
        return line.call(Call.READ_NODES, "time", () -> Optional.of(Machine.BEGIN.plusNanos(world.truth.now)));
    }

    @Override
    public List<ClusterNode> nodes() {
        return line.call(Call.READ_NODES, "", () -> world.truth.pools.stream()
                .flatMap(pool -> pool.machines.stream())
                .filter(machine -> machine.joined)
                .map(this::look)
                .toList());
    }

    @Override
    public Optional<ClusterNode> node(String name) {
        return line.call(Call.READ_NODE, name, () -> Optional.ofNullable(world.truth.node(name))
                .map(this::look));
    }

    @Override
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        return line.call(Call.FIND_NODE, member.name(), () -> machines()
                .filter(machine -> machine.joined && member.hasInstance(machine.instanceId))
                .findFirst()
                .map(this::look));
    }

    private ClusterNode look(Machine machine) {
        return ClusterNode.builder(machine.uid(), machine.name)
                .created(machine.created())
                .revision(String.valueOf(machine.revision))
                .instanceId(machine.instanceId)
                .addresses(addresses(machine))
                .origin(MachineOrigin.ofPool(machine.pool.id))
                .version(machine.version)
                .conditions(Map.of("Ready", machine.ready ? Condition.TRUE : Condition.FALSE))
                .cordon(machine.cordon)
                .allocatable(ROOM)
                .taints(machine.taints)
                .hold(machine.hold)
                .scaleDown(machine.scaleDown)
                .labels(labels(machine))
                .exclusion(machine.exclusion)
                .build();
    }

    private static Map<String, String> labels(Machine machine) {
        return machine.exclusion
                .label()
                .map(value -> Map.of(BalancerExclusion.LABEL, value))
                .orElse(Map.of());
    }

    private List<NodeAddress> addresses(Machine machine) {
        NodeAddress served = NodeAddress.internal(machine.address);
        return world.truth.bothInKubernetes
                ? List.of(NodeAddress.internal(machine.privateIp), served)
                : List.of(served);
    }

    @Override
    public List<Pod> pods() {
        return line.call(Call.READ_PODS, "", () -> world.truth.pods.values().stream()
                .map(PodEvictions::look)
                .toList());
    }

    @Override
    public List<Pod> podsOn(String nodeName) {
        return line.call(Call.READ_PODS_OF_NODE, nodeName, () -> lookAtPods(nodeName));
    }

    private Stream<Machine> machines() {
        return world.truth.pools.stream().flatMap(pool -> pool.machines.stream());
    }

    List<Pod> lookAtPods(String nodeName) {
        return machines()
                .filter(machine -> machine.name.equals(nodeName))
                .flatMap(machine -> machine.pods.stream())
                .map(PodEvictions::look)
                .toList();
    }

    @Override
    public List<DisruptionBudget> budgets() {
        return line.call(Call.READ_BUDGETS, "", this::lookAtBudgets);
    }

    List<DisruptionBudget> lookAtBudgets() {
        return world.truth.budgets.stream().map(PodEvictions::look).toList();
    }

    /** Answered at once: whatever comes of the call, the roll is the same. */
    @Override
    public Optional<List<DeprecatedApi>> deprecatedApis() {
        return Optional.of(List.copyOf(world.truth.deprecatedApis));
    }

    @Override
    public List<DaemonSet> daemonSets() {
        return line.call(Call.READ_DAEMON_SETS, "", () -> world.truth.apps.stream()
                .filter(app -> app.kind == App.Kind.DAEMON_SET)
                .map(app -> new DaemonSet(app.owner().uid(), app.namespace, app.name))
                .toList());
    }

    @Override
    public List<ServiceAddress> serviceAddresses() {
        return line.call(Call.READ_SERVICES, "", () -> world.truth.balancers.stream()
                .flatMap(balancer -> Stream.ofNullable(balancer.service))
                .map(SimulatedService::look)
                .toList());
    }

    @Override
    public Set<String> localClaims() {
        return line.call(Call.READ_LOCAL_CLAIMS, "", Set::of);
    }

    @Override
    public List<AttachedVolume> volumesAttachedTo(String nodeName) {
        return line.call(Call.READ_VOLUMES, nodeName, () -> Stream.concat(
                        lookAtPods(nodeName).stream().flatMap(pod -> pod.claimPaths().stream()),
                        machines()
                                .filter(machine -> machine.name.equals(nodeName))
                                .flatMap(machine -> machine.attached.stream()))
                .distinct()
                .map(claim -> AttachedVolume.builder("attachment-of-" + claim)
                        .volume("volume-of-" + claim)
                        .claim(claim)
                        .build())
                .toList());
    }

    @Override
    public void cordon(ClusterNode node, String owner) {
        line.call(Call.CORDON, node.name(), () -> {
            Machine machine = same(Call.CORDON, node);
            world.act(new Act.Cordon(machine, Machine.leavesAside(owner) ? owner : "the run"), () -> {
                machine.cordon = Cordon.by(owner);
                world.provider.changed(machine);
                world.controllers.cordoned(machine);
            });
            return machine;
        });
    }

    @Override
    public void uncordon(ClusterNode node) {
        line.call(Call.UNCORDON, node.name(), () -> {
            Machine machine = same(Call.UNCORDON, node);
            world.act(new Act.Uncordon(machine), () -> {
                machine.cordon = Cordon.NONE;
                world.provider.changed(machine);
                world.controllers.opened();
            });
            return machine;
        });
    }

    @Override
    public void disableScaleDown(ClusterNode node, String owner) {
        if (node.scaleDown().annotation().isEmpty()) {
            setScaleDown(Call.DISABLE_SCALE_DOWN, node, ScaleDown.disabledBy(owner));
        }
    }

    @Override
    public void enableScaleDown(ClusterNode node) {
        if (node.scaleDown().owner().isPresent()) {
            setScaleDown(Call.ENABLE_SCALE_DOWN, node, ScaleDown.ALLOWED);
        }
    }

    private void setScaleDown(Call call, ClusterNode node, ScaleDown scaleDown) {
        line.call(call, node.name(), () -> {
            Machine machine = same(call, node);
            world.act(new Act.SetScaleDown(machine, scaleDown), () -> {
                machine.scaleDown = scaleDown;
                world.provider.changed(machine);
            });
            return machine;
        });
    }

    @Override
    public void excludeFromLoadBalancers(ClusterNode node, String owner) {
        if (node.exclusion().label().isEmpty()) {
            setExclusion(Call.EXCLUDE_NODE, node, BalancerExclusion.by(owner));
        }
    }

    @Override
    public void includeInLoadBalancers(ClusterNode node) {
        if (node.exclusion().owner().isPresent()) {
            setExclusion(Call.INCLUDE_NODE, node, BalancerExclusion.NONE);
        }
    }

    private void setExclusion(Call call, ClusterNode node, BalancerExclusion exclusion) {
        line.call(call, node.name(), () -> {
            Machine machine = same(call, node);
            world.act(new Act.SetExclusion(machine, exclusion), () -> {
                machine.exclusion = exclusion;
                world.provider.changed(machine);
            });
            return machine;
        });
    }

    @Override
    public void addTaint(ClusterNode node, Taint taint) {
        if (!node.taints().contains(taint)) {
            taint(Call.ADD_TAINT, node, taints -> taints.add(taint));
        }
    }

    @Override
    public void removeTaint(ClusterNode node, Taint taint) {
        if (node.taints().contains(taint)) {
            taint(Call.REMOVE_TAINT, node, taints -> taints.remove(taint));
        }
    }

    private void taint(Call call, ClusterNode node, Consumer<List<Taint>> change) {
        line.call(call, node.name(), () -> {
            Machine machine = same(call, node);
            world.act(new Act.SetTaints(machine), () -> {
                change.accept(machine.taints);
                world.provider.changed(machine);
            });
            return machine;
        });
    }

    /** A change is refused if the node has changed since, or is another one. */
    private Machine same(Call call, ClusterNode node) {
        Machine machine = world.truth.node(node.name());
        if (machine == null) {
            throw line.refusal(Outcome.NOT_FOUND, call, node.name(), "HTTP 404");
        }
        if (!machine.uid().equals(node.uid()) || !node.revision().equals(String.valueOf(machine.revision))) {
            throw line.refusal(Outcome.CONFLICT, call, node.name(), "HTTP 409: changed since");
        }
        return machine;
    }

    @Override
    public EvictionAnswer evict(Pod pod) {
        return answered(() -> line.call(Call.EVICT, pod.uid(), pod.nodeName().orElse("no node"), () -> {
            SimulatedPod there = world.truth.pods.get(pod.uid());
            if (there == null) {
                return EvictionAnswer.of(Verdict.GONE);
            }
            EvictionAnswer refusal = world.webhooks.asked(there);
            EvictionAnswer answer = refusal == null ? evictions.verdict(there) : refusal;
            if (answer.verdict() == Verdict.ACCEPTED) {
                world.act(new Act.Evict(there), () -> evictions.letGo(there));
            }
            return answer;
        }));
    }

    /** A server that has too much to do answers an eviction as one that a budget holds, with 429. */
    private static EvictionAnswer answered(Supplier<EvictionAnswer> call) {
        try {
            return call.get();
        } catch (ServiceException e) {
            if (e.outcome() != Outcome.THROTTLED) {
                throw e;
            }
            return new EvictionAnswer(Verdict.THROTTLED, Optional.of(e.reason()), e.retryAfter());
        }
    }

    @Override
    public void delete(Pod pod) {
        line.call(Call.DELETE_POD, pod.uid(), pod.nodeName().orElse("no node"), () -> {
            SimulatedPod there = world.truth.pods.get(pod.uid());
            if (there != null && !there.terminating()) {
                world.act(new Act.DeletePod(there), () -> world.controllers.terminate(there));
            }
            return Objects.requireNonNullElse(there, pod);
        });
    }

    @Override
    public EvictionAnswer dryRunEviction(Pod pod) {
        return answered(() -> line.call(Call.DRY_RUN_EVICTION, pod.uid(), () -> {
            SimulatedPod there = world.truth.pods.get(pod.uid());
            if (there == null) {
                return EvictionAnswer.of(Verdict.GONE);
            }
            EvictionAnswer refusal = world.webhooks.dryRun(there);
            return refusal == null ? evictions.verdict(there) : refusal;
        }));
    }

    @Override
    public List<Deployment> deploymentsOf(List<Pod> pods) {
        // All are read: a stale read shows these Deployments as they were, and no answer about other pods.
        List<Deployment> all = line.call(Call.READ_DEPLOYMENTS, "", () -> world.truth.apps.stream()
                .filter(app -> app.rollouts != null)
                .map(world.deployments::look)
                .toList());
        return all.stream()
                .filter(deployment -> pods.stream().anyMatch(deployment::owns))
                .toList();
    }

    @Override
    public List<Pod> servingPods(Deployment deployment) {
        return line.call(Call.READ_SERVING_PODS, deployment.path(), () -> world.truth.pods.values().stream()
                .filter(pod -> pod.serves && pod.ready && !pod.terminating())
                .map(PodEvictions::look)
                .filter(deployment::owns)
                .toList());
    }

    @Override
    public void restart(Deployment deployment, Pod leaving) {
        if (deployment.isRestartedFor(leaving)) {
            return;
        }
        line.call(Call.RESTART_DEPLOYMENT, leaving.uid(), deployment.path(), () -> {
            App app = world.truth.apps.stream()
                    .filter(each -> each.rollouts != null && each.name.equals(deployment.name()))
                    .findFirst()
                    .orElseThrow(() ->
                            line.refusal(Outcome.NOT_FOUND, Call.RESTART_DEPLOYMENT, deployment.path(), "HTTP 404"));
            SimulatedPod pod = world.truth.pods.get(leaving.uid());
            if (pod == null || !world.deployments.look(app).revision().equals(deployment.revision())) {
                throw line.refusal(
                        Outcome.CONFLICT, Call.RESTART_DEPLOYMENT, deployment.path(), "HTTP 409: changed since");
            }
            world.act(new Act.Restart(app, pod), () -> world.deployments.restart(app, pod));
            return app;
        });
    }

    @Override
    public NodeWatch watchNode(String nodeName, Runnable onChange) {
        return line.call(Call.WATCH_NODE, nodeName, () -> {
            PodView view = new PodView(world, this, nodeName, onChange);
            world.controllers.follow(view);
            return view;
        });
    }

    RuntimeException broken(String node) {
        return line.refusal(Outcome.UNAVAILABLE, Call.READ_WATCH, node, "the watch broke off");
    }
}
