package io.github.evenkeel;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.model.OpenPeriod;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gate that is open at given hours.
 *
 * <pre>{@code
 * MaintenanceWindow.daily("22:00", "04:00", ZoneId.of("Europe/Berlin"))
 *         .exceptOn(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 31))
 *         .withLastStart(Duration.ofMinutes(30))
 * }</pre>
 *
 * <p>It opens when the clocks of the zone first show its begin, and closes when they first show its end. A node that is
 * begun while it is open is finished, unless it is {@link #strict()}.
 *
 * <p>Immutable, and safe for use by any thread. Reads no clock: the time is that of the request.
 */
public final class MaintenanceWindow implements Gate {
    private static final String ID = "maintenance-window";
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV", Locale.ROOT);

    /** Openings of a year: one that is open all the time has no end. */
    private static final int MOST_MERGED = 366;

    /** What counts at a deletion. */
    private enum Deletions {
        FINISHED,
        WITHIN
    }

    private final String id;
    private final List<OpenHours> hours;
    private final Deletions deletions;

    private MaintenanceWindow(String id, List<OpenHours> hours, Deletions deletions) {
        this.id = id;
        this.hours = hours;
        this.deletions = deletions;
    }

    /**
     * Opens each day.
     *
     * @param from time of day such as {@code 22:00}
     * @param to time of day; if it is not later than {@code from}, of the next day
     * @param zone whose clocks count, such as {@code ZoneId.of("Europe/Berlin")}
     * @throws IllegalArgumentException if one is no time of day, or both are equal: such a window never opens
     */
    public static MaintenanceWindow daily(String from, String to, ZoneId zone) {
        return daily(time("from", from), time("to", to), zone);
    }

    /**
     * The same, with a zone by its id.
     *
     * @throws IllegalArgumentException also if there is no such zone
     */
    public static MaintenanceWindow daily(String from, String to, String zone) {
        Objects.requireNonNull(zone, "zone");
        try {
            return daily(from, to, ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the zone of the window is '" + zone + "'; expected one such as Europe/Berlin", e);
        }
    }

    /**
     * The same, with times of day.
     *
     * @throws IllegalArgumentException if both are equal: such a window never opens
     */
    public static MaintenanceWindow daily(LocalTime from, LocalTime to, ZoneId zone) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(zone, "zone");
        if (from.equals(to)) {
            throw new IllegalArgumentException("a window from " + from + " to " + to
                    + " never opens; expected an end that differs from the begin, or wholeDays(zone)");
        }
        return of(OpenHours.of(from, to, zone));
    }

    /** Opens for whole days: for {@link #onDays}. */
    public static MaintenanceWindow wholeDays(ZoneId zone) {
        Objects.requireNonNull(zone, "zone");
        return of(OpenHours.of(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, zone));
    }

    private static MaintenanceWindow of(OpenHours hours) {
        return new MaintenanceWindow(ID, List.of(hours), Deletions.FINISHED);
    }

    private static LocalTime time(String what, String text) {
        try {
            return LocalTime.parse(Objects.requireNonNull(text, what));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + what + "' of the window is '" + text + "'; expected a time of day such as 22:00", e);
        }
    }

    /** Limits it to openings that begin on these days. A second call replaces the first. */
    public MaintenanceWindow onDays(DayOfWeek first, DayOfWeek... more) {
        EnumSet<DayOfWeek> days = EnumSet.of(first, more);
        return with(its -> its.on(days));
    }

    /**
     * Closes it on these dates of its zone, such as holidays. It does not open on them, either: an opening that would
     * begin on one is left out, with what it has after midnight.
     */
    public MaintenanceWindow exceptOn(LocalDate... dates) {
        List<LocalDate> all = List.of(dates);
        return with(its -> its.except(all));
    }

    /**
     * Closes it so long before its end, so that what begins is likely to end within it.
     *
     * @throws IllegalArgumentException if it is negative, or not less than the length of the window
     */
    public MaintenanceWindow withLastStart(Duration beforeEnd) {
        Objects.requireNonNull(beforeEnd, "beforeEnd");
        return with(its -> its.withLastStart(beforeEnd));
    }

    /** Opens it also when another one is open. The id is that of this one. */
    public MaintenanceWindow or(MaintenanceWindow other) {
        return new MaintenanceWindow(
                id, Stream.concat(hours.stream(), other.hours.stream()).toList(), deletions);
    }

    /**
     * Closes it also for deletions: a node whose drain is not over when it closes is put back, and the roll ends.
     * Without this, such a node is finished.
     */
    public MaintenanceWindow strict() {
        return new MaintenanceWindow(id, hours, Deletions.WITHIN);
    }

    /** Gives it another id than {@code maintenance-window}: for plans with several, which have to be open at once. */
    public MaintenanceWindow withId(String other) {
        return new MaintenanceWindow(Objects.requireNonNull(other, "id"), hours, deletions);
    }

    private MaintenanceWindow with(UnaryOperator<OpenHours> change) {
        return new MaintenanceWindow(id, hours.stream().map(change).toList(), deletions);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public GateDecision ask(GateRequest request) {
        if (request.subject() != GateRequest.Subject.NODE_DELETION) {
            return decide(hours, request.at());
        }
        return deletions == Deletions.FINISHED
                ? GateDecision.proceed()
                : decide(hours.stream().map(OpenHours::toTheEnd).toList(), request.at());
    }

    private GateDecision decide(List<OpenHours> those, Instant now) {
        Optional<OpenPeriod> next = first(those, now);
        if (next.isEmpty()) {
            return GateDecision.stop("the window " + this + " does not open any more");
        }
        Instant opens = next.get().from();
        return next.get().contains(now)
                ? GateDecision.proceed()
                : GateDecision.waitFor(
                        "opens at " + MINUTES.format(opens.atZone(hours.get(0).zone())), Duration.between(now, opens));
    }

    /** The first period that has not ended by then. What follows on it without a gap, within a year, is part of it. */
    @Override
    public Optional<OpenPeriod> nextOpen(Instant from) {
        Optional<OpenPeriod> period = first(hours, from);
        for (int more = 0; more < MOST_MERGED; more++) {
            Optional<OpenPeriod> before = period;
            period = before.map(this::withWhatFollows);
            if (period.equals(before)) {
                return period;
            }
        }
        return period;
    }

    /** The last start does not count. */
    @Override
    public Instant lastEnd(OpenPeriod open) {
        return with(OpenHours::toTheEnd)
                .nextOpen(open.from())
                .map(OpenPeriod::to)
                .filter(end -> end.isAfter(open.to()))
                .orElse(open.to());
    }

    private OpenPeriod withWhatFollows(OpenPeriod period) {
        return first(hours, period.to())
                .filter(next -> !next.from().isAfter(period.to()))
                .map(next -> new OpenPeriod(period.from(), next.to()))
                .orElse(period);
    }

    private static Optional<OpenPeriod> first(List<OpenHours> those, Instant from) {
        return those.stream()
                .flatMap(its -> its.next(from).stream())
                .min(Comparator.comparing(OpenPeriod::from).thenComparing(OpenPeriod::to));
    }

    @Override
    public String toString() {
        return hours.stream().map(OpenHours::toString).collect(Collectors.joining(" or "));
    }
}
