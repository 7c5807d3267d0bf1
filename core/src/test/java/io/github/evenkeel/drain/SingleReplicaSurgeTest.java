package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.Deployment.Trait;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A Deployment of one replica serves without a break while its node is drained. */
class SingleReplicaSurgeTest {
    private static final EvictionAnswer HELD = EvictionAnswer.of(Verdict.BUDGET_EXHAUSTED, "no");
    private static final Pod OLD = Pods.of("cart-1", Pods.owner("ReplicaSet", "cart"));
    private static final Pod NEW = Pods.of("cart-2", Pods.owner("ReplicaSet", "cart")).toBuilder()
            .nodeName("node-2")
            .build();

    private final OneNode node = new OneNode();
    private final List<UpgradeEvent> events = new ArrayList<>();
    private final DrainPlan plan = PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler)
            .withListener(UpgradeListener.of(events::add))
            .withDrainPolicy(DrainPolicy.defaults().surgingSingleReplicas(PodSelector.ofLabels(Map.of("app", "web"))));

    private void cart(UnaryOperator<Deployment.Builder> how) {
        node.deployments.add(how.apply(
                        Deployment.builder("uid-of-deployment", "shop", "cart").replicaSets(Set.of("uid-of-cart")))
                .build());
        node.add(OLD);
    }

    /** As Deployment controller, kubelet and endpoint controller would. */
    private void rollsOut() {
        node.restarted = deployment -> node.later(8, () -> {
            node.serving.add(NEW);
            node.shrink(OLD);
            node.deployments.replaceAll(
                    there -> there.toBuilder().traits(Set.of()).build());
        });
    }

    private void minAvailableOne() {
        node.budgets.add(DisruptionBudget.builder("shop", "cart", PodSelector.ofLabels(Map.of("app", "web")))
                .revision("1")
                .healthy(1)
                .needed(1)
                .expected(1)
                .modes(Set.of(DisruptionBudget.Mode.OBSERVED))
                .build());
        node.everyAnswer = HELD;
    }

    private PodVerdict verdict() {
        return plan.preview().pods().get(0);
    }

    private long calls(String name) {
        return node.calls.stream().filter(name::equals).count();
    }

    @Test
    void itIsRestartedAndNotEvictedThoughItsBudgetLetsNoneGo() {
        cart(deployment -> deployment);
        minAvailableOne();
        rollsOut();

        assertThat(verdict().decision()).isEqualTo(Decision.EVICT);
        assertThat(verdict().reasons().toString())
                .contains("shop/cart", "restarted first", "ConfigMaps, Secrets and mutable image tags")
                .doesNotContain("budget");

        DrainReport report = plan.drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(report.evicted()).isEmpty();
        assertThat(calls("restart")).isEqualTo(1);
        assertThat(calls("evict")).isZero();
        assertThat(events)
                .filteredOn(UpgradeEvent.DeploymentRestarted.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((UpgradeEvent.DeploymentRestarted) event).deployment())
                        .isEqualTo("shop/cart"));
    }

    @Test
    void whatIsLeftOfItIsEvictedOnceAnotherServes() {
        cart(deployment -> deployment);
        node.restarted = deployment -> node.later(8, () -> node.serving.add(NEW));

        DrainReport report = plan.drain();

        assertThat(report.evicted()).containsExactly("shop/cart-1");
        assertThat(node.calls.indexOf("evict")).isGreaterThan(node.calls.lastIndexOf("read serving pods"));
    }

    @Test
    void aNodeIsNotDrainedBeforeTheNextPodServes() {
        cart(deployment -> deployment);
        node.restarted = deployment -> {
            node.shrink(OLD);
            node.later(120, () -> node.serving.add(NEW));
        };

        assertThat(plan.drain().took()).isGreaterThan(Duration.ofSeconds(119));
    }

    @Test
    void aPodOnTheNodeItselfDoesNotCount() {
        cart(deployment -> deployment);
        node.serving.add(OLD);

        assertThatThrownBy(plan::drain)
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("does not serve on another node yet");
        assertThat(calls("evict")).isZero();
    }

    @Test
    void anotherProcessHasRestartedItAlready() {
        cart(deployment -> deployment.restartedFor(OLD.uid()).traits(Set.of(Trait.ROLLING_OUT)));
        minAvailableOne();
        node.later(20, () -> {
            node.serving.add(NEW);
            node.shrink(OLD);
        });

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(calls("restart")).isZero();
    }

    @Test
    void aRestartIsNotRepeatedAfterItsAnswerWasLost() {
        cart(deployment -> deployment);
        node.restarted = deployment -> {
            node.later(8, () -> {
                node.serving.add(NEW);
                node.shrink(OLD);
            });
            throw ServiceException.of(Outcome.UNKNOWN, "patch deployment", "no answer");
        };

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(calls("restart")).isEqualTo(1);
    }

    @Test
    void aDeploymentThatChangedMeanwhileIsReadAgain() {
        cart(deployment -> deployment);
        rollsOut();
        node.failures.put("restart", ServiceException.of(Outcome.CONFLICT, "patch deployment", "HTTP 409"));

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(calls("restart")).isEqualTo(2);
    }

    @Test
    void aRestartThatIsRefusedLeavesThePodItsUsualVerdict() {
        cart(deployment -> deployment);
        node.failures.put("restart", ServiceException.of(Outcome.REJECTED, "patch deployment", "a webhook denies it"));

        DrainReport report = plan.drain();

        assertThat(report.evicted()).containsExactly("shop/cart-1");
        assertThat(report.warnings().toString()).contains("a webhook denies it");
    }

    @Test
    void aRestartThatAnotherClientUndoesIsNotRepeated() {
        cart(deployment -> deployment);
        node.restarted = deployment -> node.later(
                3,
                () -> node.deployments.replaceAll(there ->
                        there.toBuilder().restartedFor(null).traits(Set.of()).build()));

        DrainReport report = plan.drain();

        assertThat(report.evicted()).containsExactly("shop/cart-1");
        assertThat(calls("restart")).isEqualTo(1);
        assertThat(report.warnings().toString()).contains("undid the restart");
    }

    /** It serves on another node, and is what that rollout takes away, as that node is drained, too. */
    @Test
    void aPodThatLeavesByTheRolloutOfAnotherNodeDoesNotCount() {
        cart(deployment -> deployment.traits(Set.of(Trait.ROLLING_OUT)));
        rollsOut();
        node.serving.add(NEW);
        node.later(60, () -> {
            node.serving.remove(NEW);
            node.deployments.replaceAll(
                    there -> there.toBuilder().traits(Set.of()).build());
        });

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);

        assertThat(calls("restart")).isEqualTo(1);
        assertThat(calls("evict")).isZero();
    }

    @Test
    void theEndOfARolloutOfOthersIsAwaited() {
        cart(deployment -> deployment.traits(Set.of(Trait.ROLLING_OUT)));
        assertThat(verdict().toString()).contains("a rollout is under way");
        rollsOut();
        node.later(
                60,
                () -> node.deployments.replaceAll(
                        there -> there.toBuilder().traits(Set.of()).build()));

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(calls("evict")).isZero();
        assertThat(calls("restart")).isEqualTo(1);
    }

    @Test
    void eachThatCanNotBeSurgedHasItsReasonAndItsUsualVerdict() {
        Map<String, UnaryOperator<Deployment.Builder>> refused = Map.of(
                "strategy is Recreate", deployment -> deployment.traits(Set.of(Trait.RECREATE)),
                "maxSurge is 0", deployment -> deployment.maxSurge(0).maxUnavailable(1),
                "maxUnavailable is 1", deployment -> deployment.maxUnavailable(1),
                "it is paused", deployment -> deployment.traits(Set.of(Trait.PAUSED)),
                "a rollout is under way", deployment -> deployment.traits(Set.of(Trait.ROLLING_OUT)),
                "bound to the node by host port 8080", deployment -> deployment.boundBy(List.of("host port 8080")),
                "quota small", deployment -> deployment.withoutRoom("quota small has 1 of 1 pods"));

        refused.forEach((reason, how) -> {
            node.deployments.clear();
            node.pods.clear();
            node.budgets.clear();
            node.everyAnswer = EvictionAnswer.of(Verdict.ACCEPTED);
            cart(how);
            assertThat(verdict().decision()).as(reason).isEqualTo(Decision.EVICT);
            assertThat(verdict().toString()).contains("not surged", reason);

            minAvailableOne();
            assertThat(verdict().decision()).as(reason).isEqualTo(Decision.BLOCK);
            assertThat(verdict().toString()).contains("held by disruption budget", "not surged", reason);
        });
        assertThatThrownBy(plan::drain).isInstanceOf(PlanRefusedException.class);
        assertThat(calls("restart")).isZero();
    }

    @Test
    void oneOfSeveralReplicasIsEvictedAsUsual() {
        cart(deployment -> deployment.replicas(2));

        assertThat(verdict().toString()).doesNotContain("single replica");
        assertThat(plan.drain().evicted()).containsExactly("shop/cart-1");
        assertThat(calls("restart")).isZero();
    }

    @Test
    void withoutTheOptionNoDeploymentIsRead() {
        cart(deployment -> deployment);

        PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler)
                .drain();

        assertThat(node.calls).doesNotContain("read Deployments", "restart");
    }
}
