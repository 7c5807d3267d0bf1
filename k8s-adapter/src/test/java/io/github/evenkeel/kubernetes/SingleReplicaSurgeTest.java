package io.github.evenkeel.kubernetes;

/** On the sandbox. */
class SingleReplicaSurgeTest extends SingleReplicaSurgeContract<SandboxServer> {
    SingleReplicaSurgeTest() {
        super(new SandboxServer());
    }
}
