package io.github.evenkeel;

import io.github.evenkeel.model.OpenPeriod;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hours of a maintenance window: one opening for each of its days. It opens when the clocks of the zone first show its
 * begin, and closes when they first show its end.
 *
 * @param from its begin
 * @param to its end, on the next day unless it is later than the begin
 * @param zone whose clocks count
 * @param days on which it opens
 * @param exceptions dates on which it is closed, and does not open
 * @param lastStart how long before the end it closes for what begins
 */
record OpenHours(
        LocalTime from, LocalTime to, ZoneId zone, Set<DayOfWeek> days, Set<LocalDate> exceptions, Duration lastStart) {
    private static final int WEEK = 7;

    /** More than zones have shortened or left out days in a row. */
    private static final int SPARE_DAYS = 60;

    OpenHours {
        days = Set.copyOf(days);
        exceptions = Set.copyOf(exceptions);
    }

    static OpenHours of(LocalTime from, LocalTime to, ZoneId zone) {
        return new OpenHours(from, to, zone, EnumSet.allOf(DayOfWeek.class), Set.of(), Duration.ZERO);
    }

    /** How long it is open on a day without a change of the clocks. */
    Duration length() {
        Duration length = Duration.between(from, to);
        return length.isNegative() || length.isZero() ? length.plusDays(1) : length;
    }

    OpenHours on(Set<DayOfWeek> other) {
        return new OpenHours(from, to, zone, other, exceptions, lastStart);
    }

    OpenHours except(List<LocalDate> more) {
        Set<LocalDate> all = new TreeSet<>(exceptions);
        all.addAll(more);
        return new OpenHours(from, to, zone, days, all, lastStart);
    }

    /** @throws IllegalArgumentException if it would never be open */
    OpenHours withLastStart(Duration beforeEnd) {
        if (beforeEnd.isNegative() || beforeEnd.compareTo(length()) >= 0) {
            throw new IllegalArgumentException("the last start is " + beforeEnd + " before the end of " + this
                    + "; expected less than the length of the window, which is " + length());
        }
        return new OpenHours(from, to, zone, days, exceptions, beforeEnd);
    }

    /** The same, without a last start. */
    OpenHours toTheEnd() {
        return new OpenHours(from, to, zone, days, exceptions, Duration.ZERO);
    }

    /**
     * The first opening that has not ended by that moment.
     *
     * @return empty only at the end of time
     */
    Optional<OpenPeriod> next(Instant moment) {
        try {
            LocalDate first = moment.atZone(zone).toLocalDate().minusDays(2);
            int most = WEEK * (exceptions.size() + 1) + SPARE_DAYS;
            for (int day = 0; day < most; day++) {
                Optional<OpenPeriod> opening = on(first.plusDays(day));
                if (opening.isPresent() && opening.get().to().isAfter(moment)) {
                    return opening;
                }
            }
            return Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private Optional<OpenPeriod> on(LocalDate day) {
        if (!days.contains(day.getDayOfWeek()) || exceptions.contains(day)) {
            return Optional.empty();
        }
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        Instant begin = shows(day.atTime(from));
        Instant end = shows(exceptions.contains(last) ? last.atStartOfDay() : last.atTime(to))
                .minus(lastStart);
        return begin.isBefore(end) ? Optional.of(new OpenPeriod(begin, end)) : Optional.empty();
    }

    /** When the clocks first show that time, or a later one if they are set forward past it. */
    private Instant shows(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }

    @Override
    public String toString() {
        return from + " to " + to + " " + zone
                + (days.size() == WEEK ? "" : " on " + new TreeSet<>(days))
                + (exceptions.isEmpty() ? "" : " except on " + new TreeSet<>(exceptions));
    }
}
