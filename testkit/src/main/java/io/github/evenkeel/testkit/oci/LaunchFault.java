package io.github.evenkeel.testkit.oci;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the launch of a node is to go wrong. See {@link Faults#nextLaunch}. Immutable. */
public final class LaunchFault {
    /** What becomes of the node. */
    enum Kind {
        NO_CAPACITY,
        WRONG_VERSION,
        NEVER_JOINS,
        REUSED_ADDRESS,
        OTHER_AVAILABILITY_DOMAIN
    }

    private final Kind kind;
    private final @Nullable String value;

    private LaunchFault(Kind kind, @Nullable String value) {
        this.kind = kind;
        this.value = value;
    }

    /**
     * No machine is made: the pool lists a node without instance OCID and address, with the node error
     * {@code LimitExceeded}, and the work request ends FAILED.
     */
    public static LaunchFault noCapacity() {
        return new LaunchFault(Kind.NO_CAPACITY, null);
    }

    /** The node comes with that version, such as {@code v1.31.1}. */
    public static LaunchFault wrongVersion(String version) {
        return new LaunchFault(Kind.WRONG_VERSION, version);
    }

    /** The service says that the node is ACTIVE, but {@link InstanceListener#launched} is not called. */
    public static LaunchFault neverJoins() {
        return new LaunchFault(Kind.NEVER_JOINS, null);
    }

    /** The node gets the address of the machine that ended last, as can happen in a small subnet. */
    public static LaunchFault reusedAddress() {
        return new LaunchFault(Kind.REUSED_ADDRESS, null);
    }

    /** The node comes in that availability domain, such as {@code Uocm:US-ASHBURN-AD-2}. */
    public static LaunchFault availabilityDomain(String name) {
        return new LaunchFault(Kind.OTHER_AVAILABILITY_DOMAIN, name);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    Optional<String> value(Kind other) {
        return kind == other ? Optional.ofNullable(value) : Optional.empty();
    }
}
