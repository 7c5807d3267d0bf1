package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.BoundedConcurrency;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Evicts pods that come back every time once more, just before their node is deleted, so that they end in good order.
 */
final class LastEvictions {
    private final String node;
    private final Workloads workloads;
    private final NodeScope run;

    LastEvictions(String node, Workloads workloads, NodeScope run) {
        this.node = node;
        this.workloads = workloads;
        this.run = run;
    }

    /** Requests each eviction once; a pod that stays, or comes back, delays nothing. */
    void ask(List<Pod> pods) {
        List<Supplier<EvictionAnswer>> answers = new BoundedConcurrency(run).call(pods, workloads::evict);
        List<Pod> leaving = new ArrayList<>();
        for (int at = 0; at < pods.size(); at++) {
            Pod pod = pods.get(at);
            try {
                EvictionAnswer answer = answers.get(at).get();
                if (answer.verdict() == EvictionAnswer.Verdict.ACCEPTED) {
                    run.publisher().podEvicted(pod.path(), node);
                    leaving.add(pod);
                } else if (answer.verdict() != EvictionAnswer.Verdict.GONE) {
                    stays(
                            pod,
                            answer.verdict()
                                    + answer.message().map(": "::concat).orElse(""));
                }
            } catch (ServiceException e) {
                stays(pod, e.outcome() + ": " + e.reason());
            }
        }
        awaitEnd(leaving);
    }

    private void stays(Pod pod, String found) {
        run.publisher()
                .warned(Finding.warning(
                        "pod " + pod.path() + " on node " + node,
                        found,
                        "an eviction before its node is deleted",
                        "nothing, if it may end with the node"));
    }

    /** Waits as long as their grace periods say, but no longer than a drain waits for its pods. */
    private void awaitEnd(List<Pod> leaving) {
        if (leaving.isEmpty()) {
            return;
        }
        Set<String> uids = new HashSet<>();
        Duration longest = Duration.ZERO;
        for (Pod pod : leaving) {
            uids.add(pod.uid());
            longest = longest.compareTo(pod.grace()) > 0 ? longest : pod.grace();
        }
        Duration most = run.timing().drain().pods();
        Duration end = run.waits().elapsed().plus(longest.compareTo(most) < 0 ? longest : most);
        run.waits().await(new WaitCondition("node " + node, "the end of pods that come back", most), () -> {
            long there = run.retries().call("read pods of node " + node, () -> workloads.podsOn(node)).stream()
                    .filter(pod -> uids.contains(pod.uid()))
                    .count();
            return there == 0 || run.waits().elapsed().compareTo(end) >= 0
                    ? PollResult.of(there)
                    : PollResult.notYet(there + " still there");
        });
    }
}
