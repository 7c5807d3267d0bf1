package io.github.evenkeel.testkit.kubernetes;

class NamespacesTest extends NamespacesContract<SandboxServer> {
    NamespacesTest() {
        super(new SandboxServer());
    }
}
