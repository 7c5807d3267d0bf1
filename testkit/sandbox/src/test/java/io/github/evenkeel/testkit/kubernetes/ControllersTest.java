package io.github.evenkeel.testkit.kubernetes;

class ControllersTest extends ControllersContract<SandboxServer> {
    ControllersTest() {
        super(new SandboxServer());
    }
}
