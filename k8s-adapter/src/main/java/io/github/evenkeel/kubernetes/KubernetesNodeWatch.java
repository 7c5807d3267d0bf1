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

/** The pods of one node and all disruption budgets, kept up to date by two informers. */
final class KubernetesNodeWatch implements NodeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesNodeWatch.class);

    private final Following<io.fabric8.kubernetes.api.model.Pod, Pod> pods;
    private final Following<PodDisruptionBudget, DisruptionBudget> budgets;

    private KubernetesNodeWatch(
            Following<io.fabric8.kubernetes.api.model.Pod, Pod> pods,
            Following<PodDisruptionBudget, DisruptionBudget> budgets) {
        this.pods = pods;
        this.budgets = budgets;
    }

    /**
     * Returns once both collections have been listed and are watched.
     *
     * @throws io.github.evenkeel.spi.ServiceException if one of them can't be
     */
    static KubernetesNodeWatch open(KubernetesClient client, String nodeName, Runnable onChange) {
        Runnable tell = guarded(onChange);
        PodMapping mapping = new PodMapping();
        KubernetesNodeWatch node = new KubernetesNodeWatch(
                new Following<>(
                        "follow pods on node " + nodeName,
                        client.pods().inAnyNamespace().withField("spec.nodeName", nodeName),
                        new ReducedItems<>(KubernetesNodeWatch::emptyPod, mapping::map),
                        tell),
                new Following<>(
                        "follow poddisruptionbudgets.policy",
                        client.policy().v1().podDisruptionBudget().inAnyNamespace(),
                        new ReducedItems<>(KubernetesNodeWatch::emptyBudget, BudgetMapping::map),
                        tell));
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

    /** The client's threads are no place for the caller's failures. */
    private static Runnable guarded(Runnable onChange) {
        return () -> {
            try {
                onChange.run();
            } catch (RuntimeException e) {
                LOG.warn(
                        "The caller failed to hear of a change: {}",
                        e.getClass().getName());
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
