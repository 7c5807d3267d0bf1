package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DisruptionBudgetThrottleTest {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private final DisruptionBudgetThrottle gate = new DisruptionBudgetThrottle(RETRY);
    private Duration now = Duration.ofDays(1);

    private static List<Pod> pods(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Pods.of("web-" + i, Pods.owner("ReplicaSet", "web")))
                .toList();
    }

    private List<Pod> choose(List<Pod> pods, DisruptionBudget... budgets) {
        return gate.choose(pods, List.of(budgets), now);
    }

    @Test
    void withoutABudgetAllLeaveAtOnce() {
        assertThat(choose(pods(30))).hasSize(30);
    }

    @Test
    void asManyAsTheBudgetAllowsLeave() {
        assertThat(choose(pods(30), Pods.budget("pdb", 30, 27, 3))).hasSize(3);
    }

    @Test
    void whatWasSpentIsRememberedUntilTheBudgetChanges() {
        DisruptionBudget before = Pods.budget("pdb", 3, 2, 1);
        List<Pod> pods = pods(3);
        Pod first = choose(pods, before).get(0);
        gate.asked(first, EvictionAnswer.of(EvictionAnswer.Verdict.ACCEPTED), List.of(before), now);
        List<Pod> rest = pods.subList(1, 3);

        assertThat(choose(rest, before)).isEmpty();
        assertThat(choose(rest, Pods.budget("pdb", "2", 2, 2, 0))).isEmpty();
        assertThat(choose(rest, Pods.budget("pdb", "3", 3, 2, 1)))
                .as("the same figures once more")
                .hasSize(1);
    }

    @Test
    void aBudgetWithoutAllowanceIsAskedNowAndThenForOnePodAlone() {
        DisruptionBudget none = Pods.budget("pdb", 2, 2, 0);
        List<Pod> pods = pods(10);
        assertThat(choose(pods, none)).as("nothing asked yet").hasSize(1);
        gate.asked(pods.get(0), EvictionAnswer.of(EvictionAnswer.Verdict.BUDGET_EXHAUSTED), List.of(none), now);

        assertThat(choose(pods, none)).isEmpty();
        now = now.plus(RETRY);
        assertThat(choose(pods, none)).hasSize(1);
    }

    @Test
    void aRefusalSpendsWhatTheFiguresStillShow() {
        DisruptionBudget stale = Pods.budget("pdb", 3, 2, 1);
        List<Pod> pods = pods(2);
        gate.asked(pods.get(0), EvictionAnswer.of(EvictionAnswer.Verdict.BUDGET_EXHAUSTED), List.of(stale), now);
        assertThat(choose(pods, stale)).isEmpty();
    }

    @Test
    void podsThatAreNotReadyDoNotCountAgainstABudgetThatHolds() {
        Pod sick = Pods.pod("web-x", Pods.owner("ReplicaSet", "web"), Pod.Phase.RUNNING, Set.of());
        assertThat(choose(List.of(sick), Pods.budget("pdb", 2, 2, 0))).containsExactly(sick);
    }

    @Test
    void budgetsDoNotHoldEachOther() {
        DisruptionBudget closed = DisruptionBudget.builder("shop", "other", PodSelector.ofLabels(Map.of("app", "none")))
                .revision("1")
                .healthy(1)
                .needed(1)
                .expected(1)
                .modes(Set.of(DisruptionBudget.Mode.OBSERVED))
                .build();
        assertThat(choose(pods(2), closed, Pods.budget("pdb", 3, 1, 2))).hasSize(2);
    }

    @Property
    void asManyAsTheBudgetAllowsAndOneIfItAllowsNone(
            @ForAll @IntRange(min = 0, max = 40) int pods, @ForAll @IntRange(min = 0, max = 40) int allowed) {
        DisruptionBudget budget = Pods.budget("pdb", 40, 40 - allowed, allowed);
        int chosen = new DisruptionBudgetThrottle(RETRY)
                .choose(pods(pods), List.of(budget), Duration.ZERO)
                .size();
        assertThat(chosen).isEqualTo(Math.min(pods, Math.max(1, allowed)));
    }

    @Test
    void aBudgetThatLetsNobodyGoHoldsUpNoOther() {
        List<Pod> pods =
                List.of(labelled("a-1", "a"), labelled("a-2", "a"), labelled("b-1", "b"), labelled("b-2", "b"));

        assertThat(gate.choose(pods, List.of(budgetOf("a", 0), budgetOf("b", 1)), now))
                .extracting(Pod::name)
                .containsExactly("a-1", "b-1");
        gate.asked(
                pods.get(0),
                EvictionAnswer.of(EvictionAnswer.Verdict.BUDGET_EXHAUSTED),
                List.of(budgetOf("a", 0), budgetOf("b", 1)),
                now);
        assertThat(gate.choose(pods, List.of(budgetOf("a", 0), budgetOf("b", 2)), now))
                .extracting(Pod::name)
                .containsExactly("b-1", "b-2");
    }

    @Test
    void aServerThatIsBusyIsLeftAloneForAsLongAsItWants() {
        List<Pod> pods = pods(3);
        gate.asked(
                pods.get(0),
                new EvictionAnswer(
                        EvictionAnswer.Verdict.THROTTLED, Optional.of("busy"), Optional.of(Duration.ofSeconds(20))),
                List.of(),
                now);

        now = now.plusSeconds(19);
        assertThat(choose(pods)).isEmpty();
        now = now.plusSeconds(1);
        assertThat(choose(pods)).hasSize(3);
    }

    @Test
    void aPodIsNotAskedForBeforeTheServerSaidSo() {
        List<Pod> pods = pods(2);
        gate.asked(
                pods.get(0),
                new EvictionAnswer(
                        EvictionAnswer.Verdict.BUDGET_NOT_OBSERVED,
                        Optional.of("new"),
                        Optional.of(Duration.ofSeconds(10))),
                List.of(),
                now);

        now = now.plusSeconds(9);
        assertThat(choose(pods)).containsExactly(pods.get(1));
        now = now.plusSeconds(1);
        assertThat(choose(pods)).hasSize(2);
    }

    @Test
    void aLaterAnswerWithoutAdviceDoesNotShortenTheRestOfABusyServer() {
        List<Pod> pods = pods(3);
        gate.asked(
                pods.get(0),
                new EvictionAnswer(
                        EvictionAnswer.Verdict.THROTTLED, Optional.of("busy"), Optional.of(Duration.ofSeconds(20))),
                List.of(),
                now);
        gate.asked(pods.get(1), EvictionAnswer.of(EvictionAnswer.Verdict.THROTTLED), List.of(), now);

        assertThat(choose(pods)).isEmpty();
    }

    @Test
    void aPodThatIsGoneHasSpentNoBudget() {
        DisruptionBudget budget = Pods.budget("pdb", 3, 2, 1);
        List<Pod> pods = pods(2);
        gate.asked(pods.get(0), EvictionAnswer.of(EvictionAnswer.Verdict.GONE), List.of(budget), now);

        assertThat(choose(pods.subList(1, 2), budget)).hasSize(1);
        assertThat(gate.letGo(pods.get(0), now)).isTrue();
    }

    @Test
    void anAcceptedEvictionHasItsTimeToShow() {
        Pod pod = pods(1).get(0);
        gate.asked(pod, EvictionAnswer.of(EvictionAnswer.Verdict.ACCEPTED), List.of(), now);

        assertThat(gate.letGo(pod, now.plusSeconds(14))).isTrue();
        assertThat(gate.letGo(pod, now.plusSeconds(15))).isFalse();
    }

    private static Pod labelled(String name, String app) {
        return Pods.labelled(name, Map.of("app", app));
    }

    private static DisruptionBudget budgetOf(String app, int allowed) {
        return DisruptionBudget.builder("shop", app, PodSelector.ofLabels(Map.of("app", app)))
                .revision("1")
                .healthy(2)
                .needed(2 - allowed)
                .expected(2)
                .allowed(allowed)
                .modes(Set.of(DisruptionBudget.Mode.OBSERVED))
                .build();
    }

    @Test
    void aPodThatIsRefusedForReasonsOfItsOwnRestsLongerEachTime() {
        Pod pod = pods(1).get(0);
        gate.asked(pod, EvictionAnswer.of(EvictionAnswer.Verdict.REFUSED), List.of(), now);
        assertThat(gate.rested(pod, now)).isFalse();
        now = now.plus(RETRY);
        assertThat(gate.rested(pod, now)).isTrue();
        assertThat(choose(List.of(pod))).containsExactly(pod);
        gate.asked(pod, EvictionAnswer.of(EvictionAnswer.Verdict.REFUSED), List.of(), now);

        now = now.plus(RETRY);
        assertThat(choose(List.of(pod))).isEmpty();
        now = now.plus(RETRY);
        assertThat(choose(List.of(pod))).containsExactly(pod);
    }

    @Test
    void anAcceptedEvictionSpendsOneAndARefusedOneAll() {
        DisruptionBudget three = Pods.budget("pdb", 6, 3, 3);
        List<Pod> pods = pods(6);
        gate.asked(pods.get(0), EvictionAnswer.of(EvictionAnswer.Verdict.ACCEPTED), List.of(three), now);
        assertThat(choose(pods.subList(1, 6), three)).hasSize(2);

        gate.asked(pods.get(1), EvictionAnswer.of(EvictionAnswer.Verdict.BUDGET_EXHAUSTED), List.of(three), now);
        assertThat(choose(pods.subList(2, 6), three)).isEmpty();
    }

    @Test
    void aBudgetThatIsSpentIsAskedAgainIfItsFiguresStayTheSame() {
        DisruptionBudget one = Pods.budget("pdb", 3, 2, 1);
        List<Pod> pods = pods(3);
        gate.asked(pods.get(0), EvictionAnswer.of(EvictionAnswer.Verdict.ACCEPTED), List.of(one), now);
        now = now.plus(RETRY);

        assertThat(choose(pods.subList(1, 3), one)).hasSize(1);
    }
}
