package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watch of the pods of one node and of all disruption budgets, by two informers. */
final class KubernetesNodeWatch implements NodeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesNodeWatch.class);

    private final WatchedCollection<io.fabric8.kubernetes.api.model.Pod, Pod> pods;
    private final WatchedCollection<PodDisruptionBudget, DisruptionBudget> budgets;

    private KubernetesNodeWatch(
            WatchedCollection<io.fabric8.kubernetes.api.model.Pod, Pod> pods,
            WatchedCollection<PodDisruptionBudget, DisruptionBudget> budgets) {
        this.pods = pods;
        this.budgets = budgets;
    }

    /**
     * Opens the watch, and returns once both collections have been listed.
     *
     * @throws io.github.evenkeel.spi.ServiceException if one of them can't be listed or watched listed or watched
     */
    static KubernetesNodeWatch open(KubernetesClient client, String nodeName, Runnable onChange) {
        Runnable changed = catchingFailures(onChange);
        PodMapping mapping = new PodMapping();
        KubernetesNodeWatch node = new KubernetesNodeWatch(
                new WatchedCollection<>(
                        "watch pods on node " + nodeName,
                        client.pods().inAnyNamespace().withField("spec.nodeName", nodeName),
                        new ReducedItems<>(KubernetesNodeWatch::emptyPod, mapping::map),
                        changed),
                new WatchedCollection<>(
                        "watch poddisruptionbudgets.policy",
                        client.policy().v1().podDisruptionBudget().inAnyNamespace(),
                        new ReducedItems<>(KubernetesNodeWatch::emptyBudget, BudgetMapping::map),
                        changed));
        try {
            node.pods.awaitStart();
            node.awaitBudgets();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void awaitBudgets() {
        try {
            budgets.awaitStart();
        } catch (ServiceException e) {
            throw PolicyApi.explained(e);
        }
    }

    @Override
    public List<Pod> pods() {
        return pods.read();
    }

    @Override
    public List<DisruptionBudget> budgets() {
        return budgets.read();
    }

    @Override
    public void close() {
        pods.close();
        budgets.close();
    }

    /** Keeps exceptions of the caller away from the client's threads. */
    private static Runnable catchingFailures(Runnable onChange) {
        return () -> {
            try {
                onChange.run();
            } catch (RuntimeException e) {
                LOG.warn("The caller's change handler failed: {}", e.getClass().getName());
            }
        };
    }

    private static io.fabric8.kubernetes.api.model.Pod emptyPod(ObjectMeta identity) {
        return new PodBuilder().withMetadata(identity).build();
    }

    private static PodDisruptionBudget emptyBudget(ObjectMeta identity) {
        return new PodDisruptionBudgetBuilder().withMetadata(identity).build();
    }
}
