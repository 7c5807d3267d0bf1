package io.github.evenkeel.testkit.kubernetes;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ControllersTest extends ControllersContract<SandboxServer> {
    ControllersTest() {
        super(new SandboxServer());
    }
}
