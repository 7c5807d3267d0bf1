package io.github.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.model.OpenPeriod;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Windows in all zones, by clocks that are looked at minute by minute, in weeks in which they are changed. */
class MaintenanceWindowPropertyTest {
    private static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /** A window, and the moment about which it is looked at. */
    record Case(ZoneId zone, LocalTime from, LocalTime to, Set<DayOfWeek> days, Set<LocalDate> exceptions, Instant at) {
        MaintenanceWindow window() {
            DayOfWeek[] all = days.toArray(DayOfWeek[]::new);
            return (from.equals(to) ? MaintenanceWindow.wholeDays(zone) : MaintenanceWindow.daily(from, to, zone))
                    .onDays(all[0], all)
                    .exceptOn(exceptions.toArray(LocalDate[]::new));
        }

        LocalTime begin() {
            return from.equals(to) ? LocalTime.MIDNIGHT : from;
        }

        LocalTime end() {
            return from.equals(to) ? LocalTime.MIDNIGHT : to;
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 95).map(quarter -> LocalTime.MIDNIGHT.plusMinutes(quarter * 15L));
        Arbitrary<Set<DayOfWeek>> days =
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).map(EnumSet::copyOf);
        Arbitrary<Instant> moments = Arbitraries.integers()
                .between(1990 * 366, 2040 * 365)
                .map(day -> LocalDate.ofEpochDay(day - 1970 * 365L)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
        Arbitrary<Set<Integer>> exceptions =
                Arbitraries.integers().between(-3, 9).set().ofMaxSize(3);
        return Combinators.combine(Arbitraries.of(ZONES).map(ZoneId::of), times, times, days, moments, exceptions)
                .as((zone, from, to, on, moment, except) -> {
                    Instant at = nearAChange(zone, moment);
                    LocalDate date = at.atZone(zone).toLocalDate();
                    return new Case(
                            zone,
                            from,
                            to,
                            on,
                            Set.copyOf(except.stream().map(date::plusDays).toList()),
                            at);
                });
    }

    private static Instant nearAChange(ZoneId zone, Instant moment) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(moment);
        return change == null || change.getInstant().isAfter(moment.plus(Duration.ofDays(3_650)))
                ? moment
                : change.getInstant().minus(Duration.ofHours(36)).truncatedTo(ChronoUnit.MINUTES);
    }

    @Property(tries = 300)
    void isOpenAsTheClocksShow(@ForAll("cases") Case one) {
        MaintenanceWindow window = one.window();
        List<OpenPeriod> openings = openings(one);

        for (int minute = 0; minute < 3 * MINUTES_OF_A_DAY; minute += 5) {
            Instant moment = one.at().plus(Duration.ofMinutes(minute));
            boolean open = openings.stream().anyMatch(opening -> opening.contains(moment));

            assertThat(window.ask(GateRequest.aboutNode("node", "pool")
                                    .at(moment)
                                    .build())
                            .proceeds())
                    .as(one + " at " + moment.atZone(one.zone()))
                    .isEqualTo(open);
        }
    }

    @Property(tries = 300)
    void opensNextWhenTheClocksFirstShowIt(@ForAll("cases") Case one) {
        OpenPeriod next = one.window().nextOpen(one.at()).orElseThrow();
        Instant first = openings(one).stream()
                .filter(opening -> opening.to().isAfter(one.at()))
                .map(OpenPeriod::from)
                .min(Instant::compareTo)
                .orElse(next.from());

        assertThat(next.to()).isAfter(one.at());
        assertThat(next.from()).as(one.toString()).isEqualTo(first);
    }

    /** By looking at the clock each minute. */
    private static List<OpenPeriod> openings(Case one) {
        LocalDate first = one.at().atZone(one.zone()).toLocalDate().minusDays(2);
        return Stream.iterate(first, day -> day.plusDays(1))
                .limit(12)
                .filter(day -> one.days().contains(day.getDayOfWeek()))
                .filter(day -> !one.exceptions().contains(day))
                .flatMap(day -> opening(one, day))
                .toList();
    }

    private static Stream<OpenPeriod> opening(Case one, LocalDate day) {
        LocalDate last = one.end().isAfter(one.begin()) ? day : day.plusDays(1);
        Instant from = firstShown(one.zone(), day.atTime(one.begin()));
        Instant to =
                firstShown(one.zone(), one.exceptions().contains(last) ? last.atStartOfDay() : last.atTime(one.end()));
        return from.isBefore(to) ? Stream.of(new OpenPeriod(from, to)) : Stream.empty();
    }

    private static Instant firstShown(ZoneId zone, LocalDateTime time) {
        Instant moment = time.toInstant(ZoneOffset.UTC).minus(Duration.ofHours(40));
        while (moment.atZone(zone).toLocalDateTime().isBefore(time)) {
            moment = moment.plus(Duration.ofMinutes(1));
        }
        return moment;
    }
}
