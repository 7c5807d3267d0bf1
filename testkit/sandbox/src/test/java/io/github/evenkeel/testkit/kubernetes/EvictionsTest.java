package io.github.evenkeel.testkit.kubernetes;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class EvictionsTest extends EvictionsContract<SandboxServer> {
    EvictionsTest() {
        super(new SandboxServer());
    }
}
