package io.github.evenkeel;

import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Immutable rules of a drain: which pods leave, in what order, and which data may be lost. The defaults are those of
 * {@code kubectl drain --ignore-daemonsets --delete-emptydir-data}. Each method returns a new policy.
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
        LAST,
        SURGE
    }

    private record Rule(Treatment treatment, String of, Predicate<Pod> pods, Duration atMost) {}

    /** Evicts pods with emptyDir volumes, whose data is lost; a pod without a controller blocks the drain. */
    public static DrainPolicy defaults() {
        return new DrainPolicy(new Loss(true, false), List.of(), null);
    }

    /** A pod with an emptyDir volume, on disk or in memory, blocks the drain. */
    public DrainPolicy keepingEmptyDirData() {
        return new DrainPolicy(new Loss(false, loss.ofUnmanagedPods), rules, pastBudgets);
    }

    /** Evicts pods without a controller, which are not created again. */
    public DrainPolicy evictingUnmanagedPods() {
        return new DrainPolicy(new Loss(loss.ofEmptyDirData, true), rules, pastBudgets);
    }

    /** Leaves the selected pods on the node, in all namespaces. They end when the node is deleted. */
    public DrainPolicy skipping(PodSelector pods) {
        Objects.requireNonNull(pods, "pods");
        return with(new Rule(Treatment.STAY, words(pods), pod -> pods.matches(pod.labels()), Duration.ZERO));
    }

    /** Evicts the selected pods after all others, as those of {@code system-*-critical} priority. */
    public DrainPolicy evictingLast(PodSelector pods) {
        Objects.requireNonNull(pods, "pods");
        return with(new Rule(Treatment.LAST, words(pods), pod -> pods.matches(pod.labels()), Duration.ZERO));
    }

    /**
     * Waits for the selected pods to finish before it evicts them.
     *
     * @param atMost time since the start of the drain; useful only if shorter than {@link DrainTiming#pods()}
     */
    public DrainPolicy waitingForCompletion(PodSelector pods, Duration atMost) {
        Objects.requireNonNull(pods, "pods");
        return with(
                new Rule(Treatment.FINISH, words(pods), pod -> pods.matches(pod.labels()), checked("atMost", atMost)));
    }

    /**
     * Waits for pods of Jobs to finish before it evicts them.
     *
     * @param atMost time since the start of the drain; useful only if shorter than {@link DrainTiming#pods()}
     */
    public DrainPolicy lettingJobsFinish(Duration atMost) {
        return with(new Rule(Treatment.FINISH, "of Jobs", DrainPolicy::ofJob, checked("atMost", atMost)));
    }

    /**
     * Restarts the rollout of a Deployment of one replica whose pod has to leave, and evicts the pod only once another
     * one serves on another node: Ready, and among the endpoints of its Services. Without this option such a pod is
     * evicted like any other, with or without a budget, and nothing serves until the next one is ready.
     *
     * <p>A restart sets the annotation {@code evenkeel.io/restarted-for} of the pod template; the new pod picks up
     * changed ConfigMaps, Secrets and mutable image tags, too. A Deployment that can't surge is not restarted: its pod
     * has the same verdict as without this option, with the reason. Needs the permission to patch Deployments, and more
     * that the documentation lists.
     *
     * @param pods selects pods by the labels that their Deployment's template has, in all namespaces
     */
    public DrainPolicy surgingSingleReplicas(PodSelector pods) {
        Objects.requireNonNull(pods, "pods");
        return with(new Rule(Treatment.SURGE, words(pods), pod -> pods.matches(pod.labels()), Duration.ZERO));
    }

    /**
     * The same with the selector as a text.
     *
     * @param selector of pods, as for kubectl: {@code app=cart}, {@code tier in (web,api),!batch}
     * @throws IllegalArgumentException if it is not a label selector
     */
    public DrainPolicy surgingSingleReplicas(String selector) {
        Objects.requireNonNull(selector, "selector");
        return surgingSingleReplicas(LabelSelectors.parse(selector));
    }

    /**
     * Deletes a pod in spite of its disruption budget, with the pod's own grace, once the budget has allowed no
     * disruption for that long; so too a pod of several budgets, which the API server never evicts. The application may
     * become unavailable. Each such pod has its own event and its own line in the report. Needs the permission to
     * delete pods. Without this option no budget is overridden.
     *
     * @param heldFor time since the pod's turn came, and since its budget last allowed a disruption; useful only if
     *     shorter than {@link DrainTiming#pods()}
     */
    public DrainPolicy overridingBudgetsAfter(Duration heldFor) {
        return new DrainPolicy(loss, rules, checked("heldFor", heldFor));
    }

    /** Whether pods with emptyDir volumes are evicted. */
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

    /** Whether the pod is surged if it is the single replica of a Deployment. */
    public boolean surges(Pod pod) {
        return is(Treatment.SURGE, pod);
    }

    /** Whether any single replica may be surged. */
    public boolean surgesSingleReplicas() {
        return rules.stream().anyMatch(rule -> rule.treatment == Treatment.SURGE);
    }

    /** How long the drain waits for the pod to finish; zero if it evicts the pod at once. */
    public Duration mayFinishWithin(Pod pod) {
        return rules.stream()
                .filter(rule -> rule.treatment == Treatment.FINISH && rule.pods.test(pod))
                .map(Rule::atMost)
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** How long a budget may block a pod before the drain deletes it; empty if never. */
    public Optional<Duration> deletesPastBudgetsAfter() {
        return Optional.ofNullable(pastBudgets);
    }

    /** A readable form, equal for equal policies in every process. */
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
                        case SURGE -> "surges single replicas ";
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
        return pod.controller()
                .filter(owner ->
                        owner.kind().equals("Job") && owner.apiVersion().startsWith("batch/"))
                .isPresent();
    }

    private static Duration checked(String name, Duration duration) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative() || duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("the duration is " + duration + "; needed is zero to " + MOST);
        }
        return duration;
    }
}
