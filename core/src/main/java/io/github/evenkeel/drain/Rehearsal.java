package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.run.Abreast;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tries evictions without their effect, so that the server's own verdict is known before anything is touched. */
final class Rehearsal {
    private final Workloads workloads;
    private final DrainPolicy policy;
    private final Run run;

    Rehearsal(Workloads workloads, DrainPolicy policy, Run run) {
        this.workloads = workloads;
        this.policy = policy;
        this.run = run;
    }

    /** The verdicts, put right by what the server says; without the pods that have gone meanwhile. */
    List<PodVerdict> of(List<PodVerdict> verdicts) {
        List<PodVerdict> toTry = verdicts.stream()
                .filter(verdict -> verdict.decision() == Decision.EVICT)
                .toList();
        List<Supplier<EvictionAnswer>> answers =
                new Abreast(run).call(toTry.stream().map(PodVerdict::pod).toList(), workloads::tryEviction);
        List<PodVerdict> all = new ArrayList<>(verdicts.stream()
                .filter(verdict -> verdict.decision() != Decision.EVICT)
                .toList());
        for (int at = 0; at < toTry.size(); at++) {
            PodVerdict verdict = toTry.get(at);
            amended(verdict, settled(verdict.pod(), answers.get(at))).ifPresent(all::add);
        }
        return all;
    }

    /** Nothing came of a try that failed, so it is made again. */
    private EvictionAnswer settled(Pod pod, Supplier<EvictionAnswer> first) {
        try {
            return first.get();
        } catch (ServiceException e) {
            if (!run.retries().mayPass(e)) {
                throw e;
            }
            return run.retries().call("try the eviction of pod " + pod.path(), () -> workloads.tryEviction(pod));
        }
    }

    private Optional<PodVerdict> amended(PodVerdict verdict, EvictionAnswer answer) {
        String said = answer.message() == null ? "" : ": " + answer.message();
        return switch (answer.verdict()) {
            case ACCEPTED -> Optional.of(verdict);
            case GONE -> Optional.empty();
            case BUDGET_EXHAUSTED -> Optional.of(with(verdict, Decision.EVICT, "has to wait for its budget" + said));
            case BUDGET_NOT_OBSERVED -> Optional.of(with(verdict, Decision.EVICT, "its budget is not counted yet"));
            case THROTTLED -> Optional.of(with(verdict, Decision.EVICT, "not tried, the server is busy" + said));
            case NAMESPACE_TERMINATING ->
                Optional.of(with(verdict, Decision.LEAVING, "its namespace is being deleted"));
            case SEVERAL_BUDGETS ->
                Optional.of(
                        policy.deletesPastBudgetsAfter().isPresent()
                                ? with(verdict, Decision.EVICT, "never evicted, to be deleted past its budgets" + said)
                                : with(verdict, Decision.BLOCK, "never evicted" + said));
        };
    }

    private static PodVerdict with(PodVerdict verdict, Decision decision, String reason) {
        return new PodVerdict(
                verdict.pod(),
                decision,
                Stream.concat(verdict.reasons().stream(), Stream.of(reason)).toList());
    }
}
