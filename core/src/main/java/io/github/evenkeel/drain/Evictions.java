package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.run.BoundedConcurrency;
import io.github.evenkeel.run.NodeScope;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Requests evictions concurrently, as many as the budgets allow at a time; deletes pods if the policy says so. */
final class Evictions implements EvictionAccount {
    private final String node;
    private final Workloads workloads;
    private final NodeScope run;
    private final DisruptionBudgetThrottle throttle;
    private final EvictionOrder order;
    private final TokenBucket bucket;
    private final BoundedConcurrency concurrency;
    private final BudgetOverride override;
    private final UnconfirmedEvictions lost = new UnconfirmedEvictions();
    private final Refusals refusals;
    private final OwnEviction own;
    private final Set<String> told = new HashSet<>();

    Evictions(
            String node, Workloads workloads, DrainPolicy policy, OwnEviction own, TokenBucket bucket, NodeScope run) {
        this.node = node;
        this.workloads = workloads;
        this.run = run;
        this.throttle = new DisruptionBudgetThrottle(run.timing().drain().evictionRetry());
        this.order = new EvictionOrder(policy, run.waits().elapsed());
        this.bucket = bucket;
        this.concurrency = new BoundedConcurrency(run);
        this.override = new BudgetOverride(policy, run.waits());
        this.refusals = new Refusals(node, run);
        this.own = own;
    }

    /**
     * Requests the evictions that are due and allowed now.
     *
     * @return whether all pods that have to leave are evicted
     */
    boolean ask(List<PodVerdict> verdicts, List<DisruptionBudget> budgets) {
        List<Pod> all = verdicts.stream().map(PodVerdict::pod).toList();
        lost.look(all);
        own.look(all);
        refusals.look(all);
        refuse(verdicts);
        List<Pod> toLeave = verdicts.stream()
                .filter(verdict -> verdict.decision() == Decision.EVICT)
                .map(PodVerdict::pod)
                .toList();
        Duration now = run.waits().elapsed();
        List<Pod> due = own.due(notLetGo(toLeave, now), others -> order.due(others, now));
        List<Pod> overdue = override.overdue(due, budgets);
        List<Pod> chosen = throttle.choose(
                due.stream().filter(pod -> !overdue.contains(pod)).toList(), budgets, now);
        List<Pod> past = throttle.throttled(now)
                ? List.of()
                : overdue.stream().filter(pod -> throttle.rested(pod, now)).toList();
        int granted = bucket.take(past.size() + chosen.size(), run.scheduler().elapsed());
        deletePast(past.subList(0, Math.min(granted, past.size())), budgets);
        evict(chosen.subList(0, Math.max(0, granted - past.size())), budgets);
        return notLetGo(toLeave, now).isEmpty();
    }

    @Override
    public Duration heldFor(Pod pod) {
        return override.heldFor(pod);
    }

    @Override
    public String refusalOf(Pod pod) {
        return refusals.describe(pod);
    }

    private List<Pod> notLetGo(List<Pod> pods, Duration now) {
        return pods.stream().filter(pod -> !throttle.letGo(pod, now)).toList();
    }

    private void refuse(List<PodVerdict> verdicts) {
        List<PodVerdict> blocked = PodClassifier.blocked(verdicts);
        if (!blocked.isEmpty()) {
            throw new StepFailure("node " + node, "only pods that can be evicted", RemainingPods.lines(blocked));
        }
    }

    private void evict(List<Pod> pods, List<DisruptionBudget> budgets) {
        Map<String, List<Pod>> byBudget = new LinkedHashMap<>();
        pods.forEach(pod -> byBudget.computeIfAbsent(countedBy(pod, budgets), budget -> new ArrayList<>())
                .add(pod));
        AtomicBoolean busy = new AtomicBoolean();
        for (Supplier<List<Asked>> group :
                concurrency.call(List.copyOf(byBudget.values()), some -> inTurn(some, busy))) {
            for (Asked asked : group.get()) {
                Pod pod = asked.pod;
                heed(pod, settled(pod, asked.answer, () -> evicted(pod)), budgets);
            }
        }
    }

    /** Deletes no pod twice: after a lost response it waits until a deletion would be visible. */
    private void deletePast(List<Pod> pods, List<DisruptionBudget> budgets) {
        List<Supplier<EvictionAnswer>> answers = concurrency.call(pods, pod -> {
            workloads.delete(pod);
            return EvictionAnswer.of(Verdict.ACCEPTED);
        });
        for (int at = 0; at < pods.size(); at++) {
            Pod pod = pods.get(at);
            Runnable account = () -> deleted(pod, budgets);
            EvictionAnswer answer = settled(pod, answers.get(at), account);
            throttle.asked(pod, answer, budgets, run.waits().elapsed());
            if (answer.verdict() == Verdict.REFUSED) {
                refused(pod, answer);
            } else if (answer.verdict() == Verdict.ACCEPTED) {
                account.run();
            } else if (lost.has(pod)) {
                throttle.leaves(pod, run.waits().elapsed());
            }
        }
    }

    private record Asked(Pod pod, Supplier<EvictionAnswer> answer) {}

    /**
     * Requests evictions of pods of one budget, one after another, until the budget allows no more. The server writes
     * each eviction to the budget: of two at once one conflicts, and the server retries it half a second later.
     *
     * @param busy set by the first thread whose request is throttled, and checked by all
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

    /** Whether the failure is about this pod: the server has responded, and the next pod may succeed. */
    private static boolean aboutThePod(ServiceException e) {
        return e.outcome() == Outcome.REJECTED || e.outcome() == Outcome.UNAVAILABLE;
    }

    private void heed(Pod pod, EvictionAnswer answer, List<DisruptionBudget> budgets) {
        throttle.asked(pod, answer, budgets, run.waits().elapsed());
        if (answer.verdict() != Verdict.ACCEPTED && answer.verdict() != Verdict.GONE) {
            run.publisher().evictionRefused(pod.path(), node, answer);
        }
        switch (answer.verdict()) {
            case ACCEPTED -> {
                override.letGo(pod, budgets);
                evicted(pod);
            }
            case SEVERAL_BUDGETS -> {
                if (!override.possible()) {
                    throw new StepFailure(
                            "pod " + pod.path(),
                            "at most one disruption budget",
                            answer.message().orElse("the server gave no message"));
                }
            }
            case REFUSED -> refused(pod, answer);
            case GONE, BUDGET_EXHAUSTED, BUDGET_NOT_OBSERVED, THROTTLED, NAMESPACE_TERMINATING -> {}
        }
    }

    /** An earlier request whose response was lost had no effect either: the pod would be terminating. */
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
        own.evicted(pod);
    }

    private void deleted(Pod pod, List<DisruptionBudget> budgets) {
        lost.answered(pod);
        refusals.remove(pod);
        if (told.add(pod.uid())) {
            run.publisher().podDeletedPastBudget(pod.path(), node, budgetsOf(pod, budgets));
        }
        own.evicted(pod);
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
     * A request whose response was lost is not repeated at once: the next reads of the node show whether the pod is
     * terminating. If the server rejects the eviction of one pod, the others are still evicted.
     *
     * @param account run if it is
     */
    private EvictionAnswer settled(Pod pod, Supplier<EvictionAnswer> answer, Runnable account) {
        try {
            EvictionAnswer there = answer.get();
            refusals.answered(pod);
            return there;
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.REJECTED) {
                return EvictionAnswer.of(Verdict.REFUSED, e.reason());
            }
            if (!run.retries().mayAskAgain(e)) {
                throw e;
            }
            refusals.failed(pod, e.reason());
            if (e.isOutcomeUnknown()) {
                lost.lost(pod, account);
            }
            return new EvictionAnswer(Verdict.THROTTLED, Optional.ofNullable(e.getMessage()), e.retryAfter());
        }
    }

    private static String budgetsOf(Pod pod, List<DisruptionBudget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.covers(pod))
                .map(BudgetArithmetic::describe)
                .collect(Collectors.joining(", "));
    }
}
