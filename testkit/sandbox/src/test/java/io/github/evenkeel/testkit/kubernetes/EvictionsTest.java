package io.github.evenkeel.testkit.kubernetes;

class EvictionsTest extends EvictionsContract<SandboxServer> {
    EvictionsTest() {
        super(new SandboxServer());
    }
}
