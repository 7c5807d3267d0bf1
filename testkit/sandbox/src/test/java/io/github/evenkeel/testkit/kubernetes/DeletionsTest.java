package io.github.evenkeel.testkit.kubernetes;

class DeletionsTest extends DeletionsContract<SandboxServer> {
    DeletionsTest() {
        super(new SandboxServer());
    }
}
