package io.github.evenkeel.testkit.oci;

/** Makes the opaque text that stands for one revision of a resource. */
final class Etag {
    private Etag() {}

    static String of(String resourceId, int revision) {
        return Integer.toHexString(resourceId.hashCode()) + "-" + Integer.toHexString(revision);
    }
}
