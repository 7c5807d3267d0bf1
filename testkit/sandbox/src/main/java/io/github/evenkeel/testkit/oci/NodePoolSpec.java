package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import org.jspecify.annotations.Nullable;

/** Builder of a node pool that exists when the emulator starts. Not thread-safe. */
public final class NodePoolSpec {
    private final String name;
    private int size = 3;
    private @Nullable KubernetesVersion version;
    private @Nullable String image;
    private boolean elsewhere;
    private boolean cycling;
    private boolean secondInterfaces;

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

    /** It lies in another compartment than the cluster, and is not listed there. */
    public NodePoolSpec inAnotherCompartment() {
        elsewhere = true;
        return this;
    }

    /** Node cycling is on: once the pool's version or image is updated, its nodes are replaced by the service. */
    public NodePoolSpec nodeCycling() {
        cycling = true;
        return this;
    }

    /**
     * Its machines have two network interfaces. The pool tells the address of the first one; Kubernetes and the load
     * balancers know the node by that of the second, {@link Instance#nodeIp}.
     */
    public NodePoolSpec secondInterfaces() {
        secondInterfaces = true;
        return this;
    }

    NodePoolState make(Tenancy tenancy, NodeImages images, KubernetesVersion clusterVersion) {
        KubernetesVersion at = version == null ? clusterVersion : version;
        String imageName = image == null ? NodeImages.usualFor(at) : image;
        NodePoolState pool = new NodePoolState(
                tenancy.ocids(),
                elsewhere ? tenancy.addCompartment() : tenancy.compartmentId(),
                name,
                at,
                images.id(imageName),
                imageName);
        pool.cycling(cycling);
        pool.secondInterfaces(secondInterfaces);
        return pool;
    }

    int size() {
        return size;
    }
}
