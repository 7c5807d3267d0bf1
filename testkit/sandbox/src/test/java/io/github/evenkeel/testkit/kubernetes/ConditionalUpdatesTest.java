package io.github.evenkeel.testkit.kubernetes;

class ConditionalUpdatesTest extends ConditionalUpdatesContract<SandboxServer> {
    ConditionalUpdatesTest() {
        super(new SandboxServer());
    }
}
