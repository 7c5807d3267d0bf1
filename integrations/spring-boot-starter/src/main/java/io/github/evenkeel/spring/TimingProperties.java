package io.github.evenkeel.spring;

import io.github.evenkeel.Timing;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Properties {@code evenkeel.timing.*}: the values of {@link Timing} that are most often changed. */
public class TimingProperties {
    private @Nullable Duration request;
    private @Nullable Duration poll;
    private @Nullable Duration patience;
    private @Nullable Duration propagation;
    private @Nullable Duration connectionDrain;
    private @Nullable Duration pods;
    private @Nullable Duration quiet;
    private @Nullable Duration node;
    private @Nullable Duration soak;

    /** Limit of one call to a service. */
    public @Nullable Duration getRequest() {
        return request;
    }

    public void setRequest(@Nullable Duration request) {
        this.request = request;
    }

    /** Longest interval between two polls. */
    public @Nullable Duration getPoll() {
        return poll;
    }

    public void setPoll(@Nullable Duration poll) {
        this.poll = poll;
    }

    /** How long a failing service is borne. */
    public @Nullable Duration getPatience() {
        return patience;
    }

    public void setPatience(@Nullable Duration patience) {
        this.patience = patience;
    }

    /** How long a change of a load balancer takes to reach its data plane. */
    public @Nullable Duration getPropagation() {
        return propagation;
    }

    public void setPropagation(@Nullable Duration propagation) {
        this.propagation = propagation;
    }

    /** How long connections through a node have. */
    public @Nullable Duration getConnectionDrain() {
        return connectionDrain;
    }

    public void setConnectionDrain(@Nullable Duration connectionDrain) {
        this.connectionDrain = connectionDrain;
    }

    /** Limit for the pods of a node to leave. */
    public @Nullable Duration getPods() {
        return pods;
    }

    public void setPods(@Nullable Duration pods) {
        this.pods = pods;
    }

    /** How long no pod may come back to a drained node. */
    public @Nullable Duration getQuiet() {
        return quiet;
    }

    public void setQuiet(@Nullable Duration quiet) {
        this.quiet = quiet;
    }

    /** Limit for a replacement to come. */
    public @Nullable Duration getNode() {
        return node;
    }

    public void setNode(@Nullable Duration node) {
        this.node = node;
    }

    /** How long the applications are watched after each node. */
    public @Nullable Duration getSoak() {
        return soak;
    }

    public void setSoak(@Nullable Duration soak) {
        this.soak = soak;
    }

    /** The timing with the values that are set. */
    Timing appliedTo(Timing defaults) {
        Timing timing = defaults;
        timing = set(timing, request, (all, time) -> all.withCalls(calls -> calls.withRequest(time)));
        timing = set(timing, poll, (all, time) -> all.withCalls(calls -> calls.withPoll(time)));
        timing = set(timing, patience, (all, time) -> all.withCalls(calls -> calls.withPatience(time)));
        timing = set(
                timing, propagation, (all, time) -> all.withLoadBalancer(balancer -> balancer.withPropagation(time)));
        timing = set(
                timing,
                connectionDrain,
                (all, time) -> all.withLoadBalancer(balancer -> balancer.withConnectionDrain(time)));
        timing = set(timing, pods, (all, time) -> all.withDrain(drain -> drain.withPods(time)));
        timing = set(timing, quiet, (all, time) -> all.withDrain(drain -> drain.withQuiet(time)));
        timing = set(timing, node, (all, time) -> all.withReplacement(replacement -> replacement.withNode(time)));
        timing = set(timing, soak, (all, time) -> all.withReplacement(replacement -> replacement.withSoak(time)));
        return timing;
    }

    private static Timing set(Timing timing, @Nullable Duration time, BiFunction<Timing, Duration, Timing> with) {
        return time == null ? timing : with.apply(timing, time);
    }
}
