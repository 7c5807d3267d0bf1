package io.github.evenkeel.kubernetes;

class PlacesTest extends PlacesContract<SandboxServer> {
    PlacesTest() {
        super(new SandboxServer());
    }
}
