package io.github.evenkeel.spring;

import io.github.evenkeel.Timing;
import java.time.Duration;
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
        if (request != null) {
            timing = timing.withCalls(calls -> calls.withRequest(request));
        }
        if (poll != null) {
            timing = timing.withCalls(calls -> calls.withPoll(poll));
        }
        if (patience != null) {
            timing = timing.withCalls(calls -> calls.withPatience(patience));
        }
        if (propagation != null) {
            timing = timing.withLoadBalancer(balancer -> balancer.withPropagation(propagation));
        }
        if (connectionDrain != null) {
            timing = timing.withLoadBalancer(balancer -> balancer.withConnectionDrain(connectionDrain));
        }
        if (pods != null) {
            timing = timing.withDrain(drain -> drain.withPods(pods));
        }
        if (quiet != null) {
            timing = timing.withDrain(drain -> drain.withQuiet(quiet));
        }
        if (node != null) {
            timing = timing.withReplacement(replacement -> replacement.withNode(node));
        }
        if (soak != null) {
            timing = timing.withReplacement(replacement -> replacement.withSoak(soak));
        }
        return timing;
    }
}
