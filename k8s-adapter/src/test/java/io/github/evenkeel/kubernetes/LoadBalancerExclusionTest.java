package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.contract.LoadBalancerExclusionContract;
import io.github.evenkeel.testkit.contract.WorkloadsFixture;
import org.junit.jupiter.api.Test;

/** On the sandbox's API server. */
class LoadBalancerExclusionTest extends LoadBalancerExclusionContract {
    @Override
    protected WorkloadsFixture fixture() {
        return new WorkloadsOn<>(new SandboxServer());
    }

    @Test
    void theMarkOutlivesTheLabelInTheCommandOfAnOperator() {
        assertThat(ExclusionPatch.includeCommand("10.0.10.2"))
                .contains("kubectl label node '10.0.10.2' 'node.kubernetes.io/exclude-from-external-load-balancers-'"
                        + " && kubectl annotate node '10.0.10.2' 'evenkeel.io/excluded-by-'");
        assertThat(ExclusionPatch.includeCommand("a'; rm -rf /; '")).isEmpty();
    }
}
