package io.github.evenkeel.spi;

/**
 * Immutable address of a node, as in its status.
 *
 * @param type such as {@code InternalIP}
 * @param value the address itself
 */
public record NodeAddress(String type, String value) {
    /** Type of an address in the cluster's network. A machine with several network interfaces has several. */
    public static final String INTERNAL_IP = "InternalIP";

    /** Creates an address in the cluster's network. */
    public static NodeAddress internal(String value) {
        return new NodeAddress(INTERNAL_IP, value);
    }
}
