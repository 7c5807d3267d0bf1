package io.github.evenkeel.testkit.kubernetes;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DeletionsTest extends DeletionsContract<SandboxServer> {
    DeletionsTest() {
        super(new SandboxServer());
    }
}
