package io.github.evenkeel.kubernetes;

import io.github.evenkeel.testkit.contract.WorkloadsContract;
import io.github.evenkeel.testkit.contract.WorkloadsFixture;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** On the sandbox's API server. */
@Execution(ExecutionMode.CONCURRENT)
class KubernetesWorkloadsTest extends WorkloadsContract {
    @Override
    protected WorkloadsFixture fixture() {
        return new WorkloadsOn<>(new SandboxServer());
    }
}
