package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.run.BoundedConcurrency;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Dry run of evictions, to have the server's verdict before the first change. */
final class EvictionDryRun {
    /** A server that took longer than this to fail is not tried again: it would take as long once more. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final Workloads workloads;
    private final DrainPolicy policy;
    private final NodeScope run;
    private final Predicate<Pod> surged;

    /** @param surged pods that leave by a surge of their Deployment, whatever their budgets say */
    EvictionDryRun(Workloads workloads, DrainPolicy policy, NodeScope run, Predicate<Pod> surged) {
        this.surged = surged;
        this.workloads = workloads;
        this.policy = policy;
        this.run = run;
    }

    /**
     * The verdicts, corrected by the server's responses, without the pods that are gone meanwhile.
     *
     * <p>A failure for one pod hides no other pod's verdict. Failed attempts are retried: once, if the server answers
     * for other pods and fails fast, and until the patience is over, if it answers for none.
     */
    List<PodVerdict> of(List<PodVerdict> verdicts) {
        List<PodVerdict> all = new ArrayList<>();
        List<PodVerdict> toTry = new ArrayList<>();
        verdicts.forEach(verdict -> (verdict.decision() == Decision.EVICT ? toTry : all).add(verdict));
        Retries.Patience patience = run.retries().patience("dry-run evictions");
        boolean last = false;
        Duration begun = run.waits().elapsed();
        while (!toTry.isEmpty()) {
            Map<PodVerdict, ServiceException> failed = attempt(toTry, all);
            boolean answers = failed.size() < toTry.size();
            boolean slow = run.waits().elapsed().minus(begun).compareTo(SLOW) > 0;
            if (last || failed.isEmpty() || (answers && slow) || !borne(patience, failed, answers)) {
                failed.forEach((verdict, e) -> all.add(with(verdict, Decision.EVICT, untried(e))));
                return all;
            }
            last = answers;
            toTry.retainAll(failed.keySet());
        }
        return all;
    }

    /** @return false if there is no time for a retry, and the server has answered for other pods */
    private static boolean borne(
            Retries.Patience patience, Map<PodVerdict, ServiceException> failed, boolean othersAnswered) {
        try {
            patience.backoffOrThrow(failed.values().iterator().next());
            return true;
        } catch (ServiceException e) {
            if (!othersAnswered) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Requires that the client may evict, by the dry run of one eviction. Any other response is no obstacle: the server
     * has authorized the request, or it fails, and the drain itself retries.
     *
     * @throws ServiceException {@link Outcome#DENIED} or {@link Outcome#UNAUTHENTICATED}
     */
    void requirePermission(Pod pod) {
        Retries.Patience patience = run.retries().patience("dry-run the eviction of pod " + pod.path());
        while (true) {
            try {
                workloads.dryRunEviction(pod);
                return;
            } catch (ServiceException e) {
                if (e.outcome() != Outcome.DENIED && e.outcome() != Outcome.UNAUTHENTICATED) {
                    return;
                }
                patience.backoffOrThrow(e);
            }
        }
    }

    /**
     * Makes one attempt for each.
     *
     * @param answered receives the verdicts of the pods that the server has answered for
     * @return those that failed
     */
    private Map<PodVerdict, ServiceException> attempt(List<PodVerdict> toTry, List<PodVerdict> answered) {
        List<Supplier<EvictionAnswer>> answers = new BoundedConcurrency(run)
                .call(toTry.stream().map(PodVerdict::pod).toList(), workloads::dryRunEviction);
        Map<PodVerdict, ServiceException> failed = new LinkedHashMap<>();
        for (int at = 0; at < toTry.size(); at++) {
            PodVerdict verdict = toTry.get(at);
            try {
                amended(verdict, answers.get(at).get()).ifPresent(answered::add);
            } catch (ServiceException e) {
                if (e.outcome() == Outcome.REJECTED) {
                    answered.add(with(verdict, Decision.EVICT, refused(Optional.of(e.reason()))));
                } else if (run.retries().mayPass(e)) {
                    failed.put(verdict, e);
                } else {
                    throw e;
                }
            }
        }
        return failed;
    }

    private static String refused(Optional<String> message) {
        return "its eviction is refused for now, and retried during the drain: "
                + message.orElse("the server gave no message");
    }

    private static String untried(ServiceException e) {
        return "its eviction could not be tried: " + e.reason();
    }

    private Optional<PodVerdict> amended(PodVerdict verdict, EvictionAnswer answer) {
        String said = answer.message().map(": "::concat).orElse("");
        if (ofBudgets(answer.verdict()) && surged.test(verdict.pod())) {
            return Optional.of(verdict);
        }
        return switch (answer.verdict()) {
            case ACCEPTED -> Optional.of(verdict);
            case GONE -> Optional.empty();
            case BUDGET_EXHAUSTED -> Optional.of(with(verdict, Decision.EVICT, "has to wait for its budget" + said));
            case BUDGET_NOT_OBSERVED -> Optional.of(with(verdict, Decision.EVICT, "its budget is not counted yet"));
            case THROTTLED -> Optional.of(with(verdict, Decision.EVICT, "no dry run, the server is busy" + said));
            case REFUSED -> Optional.of(with(verdict, Decision.EVICT, refused(answer.message())));
            case NAMESPACE_TERMINATING ->
                Optional.of(with(verdict, Decision.LEAVING, "its namespace is being deleted"));
            case SEVERAL_BUDGETS ->
                Optional.of(
                        policy.deletesPastBudgetsAfter().isPresent()
                                ? with(verdict, Decision.EVICT, "never evicted, to be deleted past its budgets" + said)
                                : with(verdict, Decision.BLOCK, "never evicted" + said));
        };
    }

    private static boolean ofBudgets(EvictionAnswer.Verdict verdict) {
        return verdict == EvictionAnswer.Verdict.BUDGET_EXHAUSTED
                || verdict == EvictionAnswer.Verdict.BUDGET_NOT_OBSERVED
                || verdict == EvictionAnswer.Verdict.SEVERAL_BUDGETS;
    }

    private static PodVerdict with(PodVerdict verdict, Decision decision, String reason) {
        return new PodVerdict(
                verdict.pod(),
                decision,
                Stream.concat(verdict.reasons().stream(), Stream.of(reason)).toList());
    }
}
