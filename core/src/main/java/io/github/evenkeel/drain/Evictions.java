package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.run.BoundedConcurrency;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks for evictions, beside each other and as many as the budgets allow at a time; deletes if the policy says so. */
final class Evictions {
    private final String node;
    private final Workloads workloads;
    private final Run run;
    private final DisruptionBudgetThrottle gate;
    private final EvictionOrder order;
    private final TokenBucket pace;
    private final BoundedConcurrency abreast;
    private final BudgetOverride escalation;
    private final UnconfirmedEvictions lost = new UnconfirmedEvictions();
    private final Refusals refusals;
    private final Set<String> told = new HashSet<>();

    Evictions(String node, Workloads workloads, DrainPolicy policy, Run run) {
        this.node = node;
        this.workloads = workloads;
        this.run = run;
        this.gate = new DisruptionBudgetThrottle(run.timing().drain().evictionRetry());
        this.order = new EvictionOrder(policy, run.waits().elapsed());
        this.pace = new TokenBucket(run.waits().elapsed());
        this.abreast = new BoundedConcurrency(run);
        this.escalation = new BudgetOverride(policy, run.waits());
        this.refusals = new Refusals(node, run);
    }

    /**
     * Asks for those that may leave now.
     *
     * @return whether all that have to leave have been asked and let go
     */
    boolean ask(List<PodVerdict> verdicts, List<DisruptionBudget> budgets) {
        List<Pod> all = verdicts.stream().map(PodVerdict::pod).toList();
        lost.look(all);
        refusals.look(all);
        refuse(verdicts);
        List<Pod> toLeave = verdicts.stream()
                .filter(verdict -> verdict.decision() == Decision.EVICT)
                .map(PodVerdict::pod)
                .toList();
        Duration now = run.waits().elapsed();
        List<Pod> due = order.due(notLetGo(toLeave, now), now);
        List<Pod> overdue = escalation.overdue(due, budgets);
        List<Pod> chosen =
                gate.choose(due.stream().filter(pod -> !overdue.contains(pod)).toList(), budgets, now);
        List<Pod> past = gate.throttled(now)
                ? List.of()
                : overdue.stream().filter(pod -> gate.rested(pod, now)).toList();
        int granted = pace.take(past.size() + chosen.size(), now);
        deletePast(past.subList(0, Math.min(granted, past.size())), budgets);
        evict(chosen.subList(0, Math.max(0, granted - past.size())), budgets);
        return notLetGo(toLeave, now).isEmpty();
    }

    /** For how long a pod has been held by its budget. */
    Duration heldFor(Pod pod) {
        return escalation.heldFor(pod);
    }

    /** What else than a budget refuses a pod's eviction, with a comma in front; empty if nothing does. */
    String refusalOf(Pod pod) {
        return refusals.describe(pod);
    }

    private List<Pod> notLetGo(List<Pod> pods, Duration now) {
        return pods.stream().filter(pod -> !gate.letGo(pod, now)).toList();
    }

    private void refuse(List<PodVerdict> verdicts) {
        List<PodVerdict> blocked = PodClassifier.blocked(verdicts);
        if (!blocked.isEmpty()) {
            throw new StepFailure("node " + node, "no pod that can't be made to leave", RemainingPods.lines(blocked));
        }
    }

    private void evict(List<Pod> pods, List<DisruptionBudget> budgets) {
        Map<String, List<Pod>> byBudget = new LinkedHashMap<>();
        pods.forEach(pod -> byBudget.computeIfAbsent(countedBy(pod, budgets), budget -> new ArrayList<>())
                .add(pod));
        AtomicBoolean busy = new AtomicBoolean();
        for (Supplier<List<Asked>> group : abreast.call(List.copyOf(byBudget.values()), some -> inTurn(some, busy))) {
            for (Asked asked : group.get()) {
                Pod pod = asked.pod;
                heed(pod, settled(pod, asked.answer, () -> evicted(pod)), budgets);
            }
        }
    }

    /** No pod is deleted twice: an answer that was lost is waited out until a deletion would show. */
    private void deletePast(List<Pod> pods, List<DisruptionBudget> budgets) {
        List<Supplier<EvictionAnswer>> answers = abreast.call(pods, pod -> {
            workloads.delete(pod);
            return EvictionAnswer.of(Verdict.ACCEPTED);
        });
        for (int at = 0; at < pods.size(); at++) {
            Pod pod = pods.get(at);
            Runnable account = () -> deleted(pod, budgets);
            EvictionAnswer answer = settled(pod, answers.get(at), account);
            gate.asked(pod, answer, budgets, run.waits().elapsed());
            if (answer.verdict() == Verdict.REFUSED) {
                refused(pod, answer);
            } else if (answer.verdict() == Verdict.ACCEPTED) {
                account.run();
            } else if (lost.has(pod)) {
                gate.leaves(pod, run.waits().elapsed());
            }
        }
    }

    private record Asked(Pod pod, Supplier<EvictionAnswer> answer) {}

    /**
     * Asks for pods of one budget. The server writes each eviction on the budget, and of two at once one loses and is
     * tried again half a second later; so they go one after another, until the budget lets no more go.
     *
     * @param busy set by whoever hears that the server has too much to do, and heeded by all
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/registry/core/pod/storage/eviction.go">EvictionsRetry
     *     in the server's source</a>
     */
    private List<Asked> inTurn(List<Pod> pods, AtomicBoolean busy) {
        List<Asked> asked = new ArrayList<>();
        for (Pod pod : pods) {
            if (busy.get() || !run.waits().mayGoOn()) {
                break;
            }
            try {
                EvictionAnswer answer = workloads.evict(pod);
                asked.add(new Asked(pod, () -> answer));
                if (answer.verdict() == Verdict.THROTTLED) {
                    busy.set(true);
                }
                if (answer.verdict() == Verdict.BUDGET_EXHAUSTED) {
                    break;
                }
            } catch (ServiceException e) {
                asked.add(new Asked(pod, () -> {
                    throw e;
                }));
                if (e.outcome() == Outcome.THROTTLED) {
                    busy.set(true);
                }
                if (!aboutThePod(e)) {
                    break;
                }
            }
        }
        return asked;
    }

    /** Whether the next pod may fare better: the server has answered, for what it knows or fears of this one. */
    private static boolean aboutThePod(ServiceException e) {
        return e.outcome() == Outcome.REJECTED || e.outcome() == Outcome.UNAVAILABLE;
    }

    private void heed(Pod pod, EvictionAnswer answer, List<DisruptionBudget> budgets) {
        gate.asked(pod, answer, budgets, run.waits().elapsed());
        switch (answer.verdict()) {
            case ACCEPTED -> {
                escalation.letGo(pod, budgets);
                evicted(pod);
            }
            case SEVERAL_BUDGETS -> {
                if (!escalation.possible()) {
                    throw new StepFailure(
                            "pod " + pod.path(), "at most one disruption budget", String.valueOf(answer.message()));
                }
            }
            case REFUSED -> refused(pod, answer);
            case GONE, BUDGET_EXHAUSTED, BUDGET_NOT_OBSERVED, THROTTLED, NAMESPACE_TERMINATING -> {}
        }
    }

    /** An answer that was lost before did nothing either: the pod would be on its way out. */
    private void refused(Pod pod, EvictionAnswer answer) {
        lost.answered(pod);
        refusals.add(pod, answer.message());
    }

    private void evicted(Pod pod) {
        lost.answered(pod);
        refusals.remove(pod);
        if (told.add(pod.uid())) {
            run.publisher().podEvicted(pod.path(), node);
        }
    }

    private void deleted(Pod pod, List<DisruptionBudget> budgets) {
        lost.answered(pod);
        refusals.remove(pod);
        if (told.add(pod.uid())) {
            run.publisher().podDeletedPastBudget(pod.path(), node, budgetsOf(pod, budgets));
        }
    }

    /** The first budget that covers the pod; the pod itself if none does. */
    private static String countedBy(Pod pod, List<DisruptionBudget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.covers(pod))
                .map(DisruptionBudget::path)
                .findFirst()
                .orElse(pod.uid());
    }

    /**
     * A lost answer is not repeated at once: the next looks at the node tell whether the pod is leaving. What the
     * server rejects for one pod is no reason to leave the others where they are.
     *
     * @param account to be given if it is
     */
    private EvictionAnswer settled(Pod pod, Supplier<EvictionAnswer> answer, Runnable account) {
        try {
            EvictionAnswer there = answer.get();
            refusals.answered(pod);
            return there;
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.REJECTED) {
                return new EvictionAnswer(Verdict.REFUSED, e.reason(), null);
            }
            if (!run.retries().mayAskAgain(e)) {
                throw e;
            }
            refusals.failed(pod, e.reason());
            if (e.isOutcomeUnknown()) {
                lost.lost(pod, account);
            }
            return new EvictionAnswer(
                    Verdict.THROTTLED, e.getMessage(), e.retryAfter().orElse(null));
        }
    }

    private static String budgetsOf(Pod pod, List<DisruptionBudget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.covers(pod))
                .map(BudgetArithmetic::describe)
                .collect(Collectors.joining(", "));
    }
}
