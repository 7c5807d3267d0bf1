package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Immutable fault of a node's launch. See {@link Faults#nextLaunch}. */
public final class LaunchFault {
    /** Effect on the node. */
    enum Kind {
        NO_CAPACITY,
        LATE,
        SLOW,
        WRONG_VERSION,
        NEVER_JOINS,
        REUSED_ADDRESS,
        OTHER_AVAILABILITY_DOMAIN
    }

    private final Kind kind;
    private final @Nullable String value;
    private final String code;
    private final @Nullable Duration late;

    private LaunchFault(Kind kind, @Nullable String value) {
        this(kind, value, "LimitExceeded", null);
    }

    private LaunchFault(Kind kind, @Nullable String value, String code, @Nullable Duration late) {
        this.kind = kind;
        this.value = value;
        this.code = code;
        this.late = late;
    }

    /**
     * No machine is made: the pool lists a node without instance OCID and address, with the node error
     * {@code LimitExceeded}, and the work request ends FAILED.
     */
    public static LaunchFault noCapacity() {
        return new LaunchFault(Kind.NO_CAPACITY, null);
    }

    /**
     * As {@link #noCapacity}, with another code and message.
     *
     * @param code such as {@code QuotaExceeded} or {@code InternalServerError}
     */
    public static LaunchFault notMade(String code, String message) {
        return new LaunchFault(Kind.NO_CAPACITY, message, code, null);
    }

    /**
     * The same at first: the service goes on trying, and that much later what is listed becomes a node.
     *
     * @param code such as {@code LimitExceeded}
     */
    public static LaunchFault madeLate(String code, String message, Duration delay) {
        return new LaunchFault(Kind.LATE, message, code, delay);
    }

    /** The node takes that much longer than others, so that one that was asked for later comes first. */
    public static LaunchFault slow(Duration longer) {
        return new LaunchFault(Kind.SLOW, null, "", longer);
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

    String code() {
        return code;
    }

    String message() {
        return value == null ? "Out of host capacity" : value;
    }

    Optional<Duration> late() {
        return Optional.ofNullable(late);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    Optional<String> value(Kind other) {
        return kind == other ? Optional.ofNullable(value) : Optional.empty();
    }
}
