package io.github.evenkeel;

import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pods leave a node, in what order, and what may be lost. The defaults are those of {@code kubectl drain
 * --ignore-daemonsets --delete-emptydir-data}. A policy is a value: each method answers with another one.
 */
public final class DrainPolicy {
    private static final int SYSTEM_CRITICAL = 2_000_000_000;

    private static final Duration MOST = Duration.ofDays(1);

    private final Loss loss;
    private final List<Rule> rules;
    private final @Nullable Duration pastBudgets;

    private DrainPolicy(Loss loss, List<Rule> rules, @Nullable Duration pastBudgets) {
        this.loss = loss;
        this.rules = List.copyOf(rules);
        this.pastBudgets = pastBudgets;
    }

    private record Loss(boolean ofEmptyDirData, boolean ofUnmanagedPods) {}

    private enum Treatment {
        STAY,
        FINISH,
        LAST
    }

    private record Rule(Treatment treatment, String of, Predicate<Pod> pods, Duration atMost) {}

    /** Data in emptyDir volumes is given up; a pod that nothing would make again blocks. */
    public static DrainPolicy defaults() {
        return new DrainPolicy(new Loss(true, false), List.of(), null);
    }

    /** A pod with an emptyDir volume, on disk or in memory, blocks. */
    public DrainPolicy keepingEmptyDirData() {
        return new DrainPolicy(new Loss(false, loss.ofUnmanagedPods), rules, pastBudgets);
    }

    /** A pod without a controller is evicted, though nothing will make it again. */
    public DrainPolicy evictingUnmanagedPods() {
        return new DrainPolicy(new Loss(loss.ofEmptyDirData, true), rules, pastBudgets);
    }

    /** Pods that stay on the node, in all namespaces; when the node is deleted they end with it. */
    public DrainPolicy skipping(PodSelector pods) {
        return with(new Rule(Treatment.STAY, words(pods), pod -> pods.matches(pod.labels()), Duration.ZERO));
    }

    /** Pods that are evicted only after all others have been, as those of {@code system-*-critical} priority are. */
    public DrainPolicy evictingLast(PodSelector pods) {
        return with(new Rule(Treatment.LAST, words(pods), pod -> pods.matches(pod.labels()), Duration.ZERO));
    }

    /**
     * Pods that may finish by themselves before they are evicted.
     *
     * @param atMost how long after the drain began; has to be shorter than {@link DrainTiming#pods()} to be of use
     */
    public DrainPolicy waitingForCompletion(PodSelector pods, Duration atMost) {
        return with(new Rule(Treatment.FINISH, words(pods), pod -> pods.matches(pod.labels()), checked(atMost)));
    }

    /**
     * Pods of Jobs may finish by themselves before they are evicted.
     *
     * @param atMost how long after the drain began; has to be shorter than {@link DrainTiming#pods()} to be of use
     */
    public DrainPolicy lettingJobsFinish(Duration atMost) {
        return with(new Rule(Treatment.FINISH, "of Jobs", DrainPolicy::ofJob, checked(atMost)));
    }

    /**
     * Escalates: a pod that is held by a disruption budget which has let nobody go for that long is deleted past the
     * budget, with its own grace; so is a pod of several budgets, which the API server never evicts. The application
     * may be unavailable then. Each such pod has an event and a line in the report of its own. Needs the permission to
     * delete pods. Without this, a budget is never passed by.
     *
     * @param heldFor since the pod would have been evicted, and since its budget last let another one go; has to be
     *     shorter than {@link DrainTiming#pods()} to be of use
     */
    public DrainPolicy overridingBudgetsAfter(Duration heldFor) {
        return new DrainPolicy(loss, rules, checked(heldFor));
    }

    /** Whether data in emptyDir volumes is given up. */
    public boolean givesUpEmptyDirData() {
        return loss.ofEmptyDirData;
    }

    /** Whether pods without a controller are evicted. */
    public boolean evictsUnmanagedPods() {
        return loss.ofUnmanagedPods;
    }

    /** Whether the pod stays on the node. */
    public boolean leaves(Pod pod) {
        return is(Treatment.STAY, pod);
    }

    /** Whether the pod is evicted after all others. */
    public boolean evictsLast(Pod pod) {
        return pod.priority() >= SYSTEM_CRITICAL || is(Treatment.LAST, pod);
    }

    /** How long the pod may take to finish by itself; zero if it is evicted at once. */
    public Duration mayFinishWithin(Pod pod) {
        return rules.stream()
                .filter(rule -> rule.treatment == Treatment.FINISH && rule.pods.test(pod))
                .map(Rule::atMost)
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** For how long a budget may hold a pod until it is passed by; empty if it never is. */
    public Optional<Duration> deletesPastBudgetsAfter() {
        return Optional.ofNullable(pastBudgets);
    }

    /** For people, and the same for the same policy in each process. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(loss.ofEmptyDirData ? "gives up emptyDir data" : "keeps emptyDir data");
        if (loss.ofUnmanagedPods) {
            parts.add("evicts unmanaged pods");
        }
        for (Rule rule : rules) {
            String words =
                    switch (rule.treatment) {
                        case STAY -> "leaves pods ";
                        case LAST -> "evicts last pods ";
                        case FINISH -> "lets finish for " + rule.atMost.toSeconds() + " s pods ";
                    };
            parts.add(words + rule.of);
        }
        if (pastBudgets != null) {
            parts.add("deletes past budgets after " + pastBudgets.toSeconds() + " s");
        }
        return String.join(", ", parts);
    }

    private static String words(PodSelector pods) {
        return pods.requirements().stream()
                .map(one -> one.key() + " " + one.operator()
                        + (one.values().isEmpty()
                                ? ""
                                : " " + one.values().stream().sorted().toList()))
                .collect(Collectors.joining(" and ", "(", ")"));
    }

    private boolean is(Treatment treatment, Pod pod) {
        return rules.stream().anyMatch(rule -> rule.treatment == treatment && rule.pods.test(pod));
    }

    private DrainPolicy with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new DrainPolicy(loss, more, pastBudgets);
    }

    private static boolean ofJob(Pod pod) {
        Owner owner = pod.controller();
        return owner != null && owner.kind().equals("Job") && owner.apiVersion().startsWith("batch/");
    }

    private static Duration checked(Duration duration) {
        if (duration.isNegative() || duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("the time is " + duration + "; needed is zero to " + MOST);
        }
        return duration;
    }
}
