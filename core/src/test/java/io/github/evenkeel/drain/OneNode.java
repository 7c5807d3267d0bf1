package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.Timing;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.VirtualScheduler;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.AttachedVolume;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster of one node on virtual time, whose pods take five seconds to end. */
final class OneNode implements Workloads {
    static final String NAME = "node-1";
    private static final EvictionAnswer ACCEPTED = EvictionAnswer.of(Verdict.ACCEPTED);

    final VirtualScheduler scheduler = new VirtualScheduler();
    final Map<String, Pod> pods = new LinkedHashMap<>();
    final List<DisruptionBudget> budgets = new ArrayList<>();
    final Map<String, EvictionAnswer> answers = new HashMap<>();
    /** By pod: what an eviction of it, or a try of one, fails with. */
    final Map<String, ServiceException> failures = new HashMap<>();

    final List<String> calls = new ArrayList<>();
    final List<String> deleted = new ArrayList<>();
    /** By claim: until when. */
    final Map<String, Duration> attached = new HashMap<>();

    Set<String> localClaims = Set.of();
    EvictionAnswer everyAnswer = ACCEPTED;
    List<String> missing = List.of();
    /** Whether what is followed stays as it was at first. */
    boolean viewsAreDeaf;
    /** NodeScope before a call is answered, by the call's name. */
    final Map<String, Runnable> before = new HashMap<>();
    /** Told of each pod that has ended. */
    Consumer<Pod> ended = pod -> {};

    /** Attachments of volumes that are gone. */
    List<String> leaked = List.of();

    boolean ready = true;
    boolean nodeIsGone;
    int openViews;

    final List<Deployment> deployments = new ArrayList<>();
    final List<Pod> serving = new ArrayList<>();
    /** Told of each restart of a rollout, in the place of its controller. */
    Consumer<Deployment> restarted = deployment -> {};

    @Nullable
    ServiceException trouble;

    /** Thrown once, after an eviction or a deletion has come about. */
    @Nullable
    ServiceException lostAnswer;

    @Nullable
    String cordonedBy;

    @Nullable
    String endpoint;

    private final TreeMap<Duration, List<Runnable>> due = new TreeMap<>();

    void add(Pod... more) {
        for (Pod pod : more) {
            pods.put(pod.name(), pod);
        }
    }

    void later(int seconds, Runnable effect) {
        due.computeIfAbsent(scheduler.elapsed().plusSeconds(seconds), time -> new ArrayList<>())
                .add(effect);
    }

    /** As a roll has it, which has seen the node cordoned if it is. */
    Drain drain() {
        NodeScope run = NodeScope.begin(scheduler, Timing.defaults(), List.of());
        io.github.evenkeel.drain.Cordon cordon = new io.github.evenkeel.drain.Cordon(this, run, "run");
        if (cordonedBy != null) {
            cordon.put(NAME, null, before -> {});
        }
        return new Drain(
                this,
                DrainPolicy.defaults(),
                run,
                cordon,
                new TokenBucket(run.scheduler().elapsed()),
                null);
    }

    NodeIdentity identity() {
        return new NodeIdentity(NAME, "uid-1");
    }

    private void call(String name) {
        calls.add(name);
        before.getOrDefault(name, () -> {}).run();
        while (!due.isEmpty() && due.firstKey().compareTo(scheduler.elapsed()) <= 0) {
            due.pollFirstEntry().getValue().forEach(Runnable::run);
        }
    }

    private void end(Pod pod) {
        pods.put(pod.name(), Pods.leaving(pod));
        later(5, () -> {
            pods.remove(pod.name());
            ended.accept(pod);
        });
        ServiceException lost = lostAnswer;
        if (lost != null) {
            lostAnswer = null;
            throw lost;
        }
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    @Override
    public List<String> missingPermissions(Purpose purpose) {
        return purpose == Purpose.DRAIN ? missing : List.of();
    }

    @Override
    public List<ClusterNode> nodes() {
        call("read nodes");
        if (nodeIsGone) {
            return List.of();
        }
        return List.of(ClusterNode.builder("uid-1", NAME)
                .revision("1")
                .conditions(Map.of("Ready", ready ? ClusterNode.Condition.TRUE : ClusterNode.Condition.UNKNOWN))
                .cordon(cordonedBy == null ? Cordon.NONE : Cordon.by(cordonedBy))
                .allocatable(new Resources(4000, 8L << 30, 110))
                .build());
    }

    @Override
    public Optional<ClusterNode> node(String name) {
        return nodes().stream().filter(node -> node.name().equals(name)).findFirst();
    }

    @Override
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        return Optional.empty();
    }

    @Override
    public List<Pod> pods() {
        call("read pods");
        return List.copyOf(pods.values());
    }

    @Override
    public List<Pod> podsOn(String nodeName) {
        return pods().stream()
                .filter(pod -> pod.nodeName().filter(nodeName::equals).isPresent())
                .toList();
    }

    @Override
    public List<DisruptionBudget> budgets() {
        call("read budgets");
        return List.copyOf(budgets);
    }

    @Override
    public List<DaemonSet> daemonSets() {
        call("read DaemonSets");
        return List.of(new DaemonSet("uid-of-proxy", "kube-system", "proxy"));
    }

    @Override
    public List<ServiceAddress> serviceAddresses() {
        return List.of();
    }

    @Override
    public Set<String> localClaims() {
        call("read volumes of the cluster");
        return localClaims;
    }

    @Override
    public List<AttachedVolume> volumesAttachedTo(String nodeName) {
        call("read volumes");
        assertThat(openViews).as("views that would wake the wait").isZero();
        return Stream.concat(
                        leaked.stream().map(name -> AttachedVolume.builder(name)
                                .volume("pv-9")
                                .state(AttachedVolume.State.LEAKED)
                                .build()),
                        attached.entrySet().stream()
                                .filter(volume -> scheduler.elapsed().compareTo(volume.getValue()) < 0)
                                .map(volume -> AttachedVolume.builder("csi-1")
                                        .volume("pv-1")
                                        .claim(volume.getKey())
                                        .build()))
                .toList();
    }

    @Override
    public void cordon(ClusterNode node, String owner) {
        call("cordon");
        cordonedBy = owner;
    }

    @Override
    public void uncordon(ClusterNode node) {
        call("uncordon");
        cordonedBy = null;
    }

    @Override
    public EvictionAnswer evict(Pod pod) {
        call("evict");
        ServiceException failure = trouble;
        if (failure != null) {
            throw failure;
        }
        EvictionAnswer answer = verdict(pod);
        if (answer.verdict() == Verdict.ACCEPTED) {
            end(pod);
        }
        return answer;
    }

    @Override
    public void delete(Pod pod) {
        call("delete");
        deleted.add(pod.name());
        end(pod);
    }

    @Override
    public EvictionAnswer dryRunEviction(Pod pod) {
        call("try eviction");
        return verdict(pod);
    }

    private EvictionAnswer verdict(Pod pod) {
        ServiceException failure = failures.get(pod.name());
        if (failure != null) {
            throw failure;
        }
        return answers.getOrDefault(pod.name(), everyAnswer);
    }

    @Override
    public List<Deployment> deploymentsOf(List<Pod> pods) {
        call("read Deployments");
        return deployments.stream()
                .filter(deployment -> pods.stream().anyMatch(deployment::owns))
                .toList();
    }

    @Override
    public List<Pod> servingPods(Deployment deployment) {
        call("read serving pods");
        return List.copyOf(serving);
    }

    @Override
    public void restart(Deployment deployment, Pod leaving) {
        call("restart");
        ServiceException failure = failures.remove("restart");
        if (failure != null) {
            throw failure;
        }
        Deployment next = deployment.toBuilder()
                .restartedFor(leaving.uid())
                .traits(Set.of(Deployment.Trait.ROLLING_OUT))
                .build();
        deployments.replaceAll(there -> there.uid().equals(deployment.uid()) ? next : there);
        restarted.accept(next);
    }

    /** Its rollout ends the pod. */
    void shrink(Pod pod) {
        end(pod);
    }

    @Override
    public NodeWatch watchNode(String nodeName, Runnable onChange) {
        call("follow");
        openViews++;
        List<Pod> baseline = List.copyOf(pods.values());
        return new NodeWatch() {
            @Override
            public List<Pod> pods() {
                List<Pod> now = podsOn(nodeName);
                return viewsAreDeaf ? baseline : now;
            }

            @Override
            public List<DisruptionBudget> budgets() {
                return OneNode.this.budgets();
            }

            @Override
            public void close() {
                openViews--;
            }
        };
    }
}
