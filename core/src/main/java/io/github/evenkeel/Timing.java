package io.github.evenkeel;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Immutable timeouts and intervals of a run, in four groups. Each value has a default that suits a cluster in
 * production.
 *
 * <pre>{@code
 * Timing timing = Timing.defaults()
 *         .withDrain(drain -> drain.withPods(Duration.ofMinutes(30)))
 *         .withLoadBalancer(balancer -> balancer.withConnectionDrain(Duration.ofMinutes(10)));
 * }</pre>
 *
 * <p>Durations are positive, or zero where a run can do without the wait, and at most a day. A value that is set again
 * replaces the one before.
 */
public final class Timing {
    private final LoadBalancerTiming loadBalancer;
    private final DrainTiming drain;
    private final ReplacementTiming replacement;
    private final CallTiming calls;

    private Timing(
            LoadBalancerTiming loadBalancer, DrainTiming drain, ReplacementTiming replacement, CallTiming calls) {
        this.loadBalancer = loadBalancer;
        this.drain = drain;
        this.replacement = replacement;
        this.calls = calls;
    }

    /** The defaults. */
    public static Timing defaults() {
        return new Timing(
                LoadBalancerTiming.defaults(),
                DrainTiming.defaults(),
                ReplacementTiming.defaults(),
                CallTiming.defaults());
    }

    /** How long load balancers may take to change, to let go of a node and to admit one. */
    public LoadBalancerTiming loadBalancer() {
        return loadBalancer;
    }

    /** The same with the load balancers' times changed. */
    public Timing withLoadBalancer(UnaryOperator<LoadBalancerTiming> change) {
        return new Timing(changed("withLoadBalancer", change, loadBalancer), drain, replacement, calls);
    }

    /** How long the pods and the volumes of a node may take to leave it. */
    public DrainTiming drain() {
        return drain;
    }

    /** The same with the times of a drain changed. */
    public Timing withDrain(UnaryOperator<DrainTiming> change) {
        return new Timing(loadBalancer, changed("withDrain", change, drain), replacement, calls);
    }

    /** How long the control plane, the node pools and the replacement of a node may take. */
    public ReplacementTiming replacement() {
        return replacement;
    }

    /** The same with the times of a replacement changed. */
    public Timing withReplacement(UnaryOperator<ReplacementTiming> change) {
        return new Timing(loadBalancer, drain, changed("withReplacement", change, replacement), calls);
    }

    /** How often services are asked, how long a call may take, and how long failing calls are repeated. */
    public CallTiming calls() {
        return calls;
    }

    /** The same with the times of calls changed. */
    public Timing withCalls(UnaryOperator<CallTiming> change) {
        return new Timing(loadBalancer, drain, replacement, changed("withCalls", change, calls));
    }

    private static <T> T changed(String method, UnaryOperator<T> change, T now) {
        Objects.requireNonNull(change, "change");
        return Objects.requireNonNull(change.apply(now), "what the change of " + method + " returns");
    }
}
