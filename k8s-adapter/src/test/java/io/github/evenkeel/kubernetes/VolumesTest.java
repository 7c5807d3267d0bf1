package io.github.evenkeel.kubernetes;

class VolumesTest extends VolumesContract<SandboxServer> {
    VolumesTest() {
        super(new SandboxServer());
    }
}
