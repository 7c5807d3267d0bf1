package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What else becomes of a pod that is to be evicted, whichever the API server. */
@Timeout(120)
abstract class EvictionsContract<S extends Server> {
    /** Of a kind that the server does not know. */
    private static final OwnerReference FLEET = new OwnerReferenceBuilder()
            .withApiVersion("example.com/v1")
            .withKind("Fleet")
            .withName("web")
            .withUid("00000000-0000-0000-0000-000000000001")
            .withController(true)
            .build();

    final S server;
    final ServedWorkloads served;

    EvictionsContract(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void theWayPastBudgetsNeedsAPermissionOfItsOwn() {
        Pod pod = served.pod("web-1", ServedWorkloads.NODE);

        assertThat(ServedWorkloads.refused(() -> served.workloads.delete(pod)))
                .hasMessageContainingAll("delete pods " + pod.path(), "HTTP 403")
                .satisfies(refused -> assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.DENIED));
        assertThat(stored(pod).getMetadata().getDeletionTimestamp()).isNull();
    }

    @Test
    void aBudgetThatHasNoneToGiveIsQuoted() {
        Pod pod = served.pod("web-1", ServedWorkloads.NODE);
        served.budget("web-budget", 1);
        counted();

        EvictionAnswer answer = served.workloads.evict(pod);

        assertThat(answer.verdict()).isEqualTo(Verdict.BUDGET_EXHAUSTED);
        assertThat(answer.message()).hasValueSatisfying(message -> assertThat(message)
                .contains("web-budget", "needs 1 healthy pods and has 1 currently"));
        assertThat(stored(pod).getMetadata().getDeletionTimestamp()).isNull();
    }

    @Test
    void aPodOnTwoBudgetsIsNeverEvicted() {
        Pod pod = served.pod("web-1", ServedWorkloads.NODE);
        served.budget("one", 0);
        served.budget("two", 0);

        assertThat(served.workloads.evict(pod).verdict()).isEqualTo(Verdict.SEVERAL_BUDGETS);
        assertThat(served.workloads.dryRunEviction(pod).verdict()).isEqualTo(Verdict.SEVERAL_BUDGETS);
    }

    @Test
    void aBudgetThatCanNotBeCountedIsNotObserved() {
        Pod pod = served.ownedPod("web-1", FLEET);
        served.shareBudget("web-budget", "50%");

        EvictionAnswer answer = served.workloads.evict(pod);

        assertThat(answer.verdict()).isEqualTo(Verdict.BUDGET_NOT_OBSERVED);
        assertThat(answer.retryAfter()).contains(Duration.ofSeconds(10));
        assertThat(answer.message())
                .hasValueSatisfying(message -> assertThat(message).contains("web-budget"));
        assertThat(stored(pod).getMetadata().getDeletionTimestamp()).isNull();
    }

    @Test
    void aBudgetThatCanNotBeCountedBlocksBeforeTheCordonWithTheReason() {
        served.ownedPod("web-1", FLEET);
        served.ownedPod("web-2", FLEET);
        served.roomyBudget("web-budget");
        await().until(() -> served.workloads.budgets().get(0).uncounted().isPresent());

        PlanRefusedException refused = catchThrowableOfType(
                PlanRefusedException.class,
                () -> DrainPlan.forNode(served.workloads, ServedWorkloads.NODE).drain());

        assertThat(refused.drainPreview().orElseThrow().blocked()).hasSize(2).allSatisfy(blocked -> assertThat(
                        blocked.reasons())
                .singleElement()
                .asString()
                .contains("default/web-budget", "SyncFailed: "));
        assertThat(served.seen().cordon().on()).isFalse();
    }

    @Test
    void aNamespaceThatIsBeingDeletedIsTold() {
        Pod pod = served.podIn("going");
        served.administrator.namespaces().withName("going").delete();

        await().until(() -> served.workloads.evict(pod).verdict() == Verdict.NAMESPACE_TERMINATING);
        assertThat(served.workloads.dryRunEviction(pod).verdict()).isEqualTo(Verdict.NAMESPACE_TERMINATING);
    }

    io.fabric8.kubernetes.api.model.Pod stored(Pod pod) {
        return served.administrator
                .pods()
                .inNamespace(pod.namespace())
                .withName(pod.name())
                .get();
    }

    /** Waits until the controller has counted the pods. */
    private void counted() {
        await().until(() -> served.workloads.budgets().get(0), budget -> budget.healthy() > 0);
    }
}
