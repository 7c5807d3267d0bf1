package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.contract.WorkloadsFaultsContract;
import io.github.evenkeel.testkit.contract.WorkloadsFaultsFixture;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** On the sandbox's API server, which alone can be told to fail. */
@Execution(ExecutionMode.CONCURRENT)
class KubernetesWorkloadsFaultsTest extends WorkloadsFaultsContract {
    @Override
    protected WorkloadsFaultsFixture fixture() {
        return new OnSandbox();
    }

    private static final class OnSandbox extends WorkloadsOn<SandboxServer> implements WorkloadsFaultsFixture {
        private static final String EVICTIONS = "create pods/eviction";

        OnSandbox() {
            super(new SandboxServer());
        }

        @Override
        public void failNextNodes(Outcome outcome) {
            server.faults()
                    .next(
                            "list nodes",
                            switch (outcome) {
                                case THROTTLED -> RequestFault.refused(429, "TooManyRequests", "too many requests");
                                case UNAVAILABLE -> RequestFault.refused(503, "ServiceUnavailable", "starting");
                                case UNAUTHENTICATED -> RequestFault.refused(401, "Unauthorized", "Unauthorized");
                                default -> throw new IllegalArgumentException(outcome + " is not asked for");
                            });
        }

        @Override
        public void loseAnswerOfNextCordon() {
            server.faults().next("patch nodes", RequestFault.Lost.AFTER_EFFECT);
        }

        @Override
        public void loseNextEviction() {
            server.faults().next(EVICTIONS, RequestFault.Lost.BEFORE_EFFECT);
        }

        @Override
        public void loseAnswerOfNextEviction() {
            server.faults().next(EVICTIONS, RequestFault.Lost.AFTER_EFFECT);
        }

        @Override
        public void throttleNextEviction() {
            server.faults()
                    .next(
                            EVICTIONS,
                            new RequestFault.Refused(
                                    429, "TooManyRequests", "too many requests", Duration.ofSeconds(3)));
        }
    }
}
