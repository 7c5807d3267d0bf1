package io.github.evenkeel.kubernetes;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PlacesTest extends PlacesContract<SandboxServer> {
    PlacesTest() {
        super(new SandboxServer());
    }
}
