package io.github.evenkeel.spi;

/**
 * An address of a node, as Kubernetes has it.
 *
 * @param type such as {@code InternalIP}
 * @param value the address itself
 */
public record NodeAddress(String type, String value) {
    /** In the network of the cluster. A machine with several network interfaces has several of them. */
    public static final String INTERNAL_IP = "InternalIP";

    /** An address in the network of the cluster. */
    public static NodeAddress internal(String value) {
        return new NodeAddress(INTERNAL_IP, value);
    }
}
