package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.KubernetesVersion;
import org.jspecify.annotations.Nullable;

/** A node pool to be there when the emulator starts. Not safe for threads. */
public final class NodePoolSpec {
    private final String name;
    private int size = 3;
    private @Nullable KubernetesVersion version;
    private @Nullable String image;

    private NodePoolSpec(String name) {
        this.name = name;
    }

    /** A pool of three nodes at the version of the cluster, with an Oracle Linux 8 image for it. */
    public static NodePoolSpec named(String name) {
        return new NodePoolSpec(name);
    }

    /** How many nodes it has, from 0 to 1000. By default 3. */
    public NodePoolSpec size(int nodes) {
        if (nodes < 0 || nodes > 1_000) {
            throw new IllegalArgumentException("size is " + nodes + "; it must be from 0 to 1000");
        }
        size = nodes;
        return this;
    }

    /** The pool's version, such as {@code v1.30.1}. By default that of the cluster. */
    public NodePoolSpec kubernetesVersion(String text) {
        version = KubernetesVersion.parse(text);
        return this;
    }

    /** The name of its image, one of those on offer. By default an Oracle Linux 8.10 image for its version. */
    public NodePoolSpec image(String imageName) {
        image = imageName;
        return this;
    }

    NodePoolState make(Ocids ocids, NodeImages images, KubernetesVersion clusterVersion) {
        KubernetesVersion at = version == null ? clusterVersion : version;
        String imageName = image == null ? NodeImages.usualFor(at) : image;
        return new NodePoolState(ocids, name, at, images.id(imageName), imageName);
    }

    int size() {
        return size;
    }
}
