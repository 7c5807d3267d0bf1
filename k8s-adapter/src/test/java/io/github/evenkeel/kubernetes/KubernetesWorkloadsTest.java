package io.github.evenkeel.kubernetes;

import io.github.evenkeel.testkit.contract.WorkloadsContract;
import io.github.evenkeel.testkit.contract.WorkloadsFixture;

/** On the sandbox's API server. */
class KubernetesWorkloadsTest extends WorkloadsContract {
    @Override
    protected WorkloadsFixture fixture() {
        return new WorkloadsOn<>(new SandboxServer());
    }
}
