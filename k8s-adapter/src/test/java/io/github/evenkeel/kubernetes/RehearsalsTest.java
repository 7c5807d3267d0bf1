package io.github.evenkeel.kubernetes;

class RehearsalsTest extends RehearsalsContract<SandboxServer> {
    RehearsalsTest() {
        super(new SandboxServer());
    }
}
