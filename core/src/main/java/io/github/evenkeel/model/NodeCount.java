package io.github.evenkeel.model;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Immutable number of nodes, given as such or in percent of all nodes: {@code 3}, {@code 10%}. */
public final class NodeCount {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(%?)");
    private static final int MOST = 100_000;

    private final int value;
    private final boolean percent;

    private NodeCount(int value, boolean percent) {
        this.value = value;
        this.percent = percent;
    }

    /**
     * Creates a fixed number.
     *
     * @throws IllegalArgumentException if it is negative, or more than 100,000
     */
    public static NodeCount of(int nodes) {
        return checked(String.valueOf(nodes), nodes, false);
    }

    /**
     * Reads a number, or a percentage.
     *
     * @param text such as {@code 3} or {@code 10%}
     * @throws IllegalArgumentException if it is neither, or a percentage above 100
     */
    public static NodeCount parse(String text) {
        Matcher form = FORM.matcher(Objects.requireNonNull(text, "text").strip());
        if (!form.matches()) {
            throw refused(text);
        }
        return checked(text, Integer.parseInt(form.group(1)), !form.group(2).isEmpty());
    }

    private static NodeCount checked(String text, int value, boolean percent) {
        if (value < 0 || value > (percent ? 100 : MOST)) {
            throw refused(text);
        }
        return new NodeCount(value, percent);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("the number of nodes is '" + text + "'; needed is a number from 0 to "
                + MOST + ", or a percentage from 0% to 100%");
    }

    /** Whether it is none, of whatever number of nodes. */
    public boolean isZero() {
        return value == 0;
    }

    /** Whether it is in percent. */
    public boolean isPercent() {
        return percent;
    }

    /** The number, where a percentage counts so many nodes and is rounded up. */
    public int roundedUp(int nodes) {
        return percent ? (int) (((long) value * nodes + 99) / 100) : value;
    }

    /** The number, where a percentage counts so many nodes and is rounded down. */
    public int roundedDown(int nodes) {
        return percent ? (int) ((long) value * nodes / 100) : value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeCount that && that.value == value && that.percent == percent;
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, percent);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return value + (percent ? "%" : "");
    }
}
