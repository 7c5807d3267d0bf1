package io.github.evenkeel.kubernetes;

class EvictionDryRunTest extends EvictionDryRunContract<SandboxServer> {
    EvictionDryRunTest() {
        super(new SandboxServer());
    }
}
