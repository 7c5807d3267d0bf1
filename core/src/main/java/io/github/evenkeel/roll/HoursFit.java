package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.ForecastPause;
import io.github.evenkeel.model.OpenPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a roll fits into the hours in which its gates are open, by its forecast.
 *
 * @param findings a blocker if no opening is as long as one node takes; a warning if the roll has to pause, or ends
 *     after the gates have closed
 * @param pauses where the roll waits for the next opening
 */
record HoursFit(List<Finding> findings, List<ForecastPause> pauses) {
    /** Of a roll that has begun, or whose gates do not know their hours. */
    static final HoursFit NO_MATTER = new HoursFit(List.of(), List.of());

    private static final int MOST_OPENINGS = 100;

    static HoursFit of(CommonHours hours, Forecast forecast, Instant now) {
        Optional<OpenPeriod> first = hours.next(now);
        if (first.isEmpty() || forecast.takes().isZero()) {
            return NO_MATTER;
        }
        Optional<Duration> shortest =
                forecast.nodes().stream().map(ForecastPart::takes).min(Comparator.naturalOrder());
        if (shortest.isPresent() && !anyIsAsLongAs(shortest.get(), hours, now)) {
            return new HoursFit(List.of(tooShort(hours, first.get(), shortest.get())), List.of());
        }
        return new Walk(hours, forecast, now).fit();
    }

    /** These and other findings. */
    List<Finding> with(List<Finding> others) {
        return Stream.concat(others.stream(), findings.stream()).toList();
    }

    boolean blocks() {
        return findings.stream().anyMatch(Finding::blocks);
    }

    private static boolean anyIsAsLongAs(Duration node, CommonHours hours, Instant now) {
        Optional<OpenPeriod> next = hours.next(now);
        for (int i = 0; i < MOST_OPENINGS && next.isPresent(); i++) {
            Instant from = later(next.get().from(), now);
            if (!from.plus(node).isAfter(hours.lastEnd(next.get()))) {
                return true;
            }
            next = hours.next(next.get().to());
        }
        return false;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Finding tooShort(CommonHours hours, OpenPeriod first, Duration node) {
        return Finding.blocker(
                hours.names(),
                "open from " + first.from() + " to " + hours.lastEnd(first)
                        + ", and never for longer than a node takes",
                "an opening of " + node.truncatedTo(ChronoUnit.SECONDS)
                        + " at least, which a node takes by the forecast",
                "widen the window; if nodes take less time, say so: withStepTimes(...)");
    }

    /** Way of a roll through the openings. */
    private static final class Walk {
        private final CommonHours hours;
        private final Forecast forecast;
        private final List<ForecastPart> begins;
        private final List<ForecastPause> pauses = new ArrayList<>();
        private OpenPeriod opening;

        /** Begin of the roll, were it not for the pauses so far. */
        private Instant begin;

        Walk(CommonHours hours, Forecast forecast, Instant now) {
            this.hours = hours;
            this.forecast = forecast;
            begins = Stream.concat(forecast.controlPlane().stream(), forecast.nodes().stream())
                    .sorted(Comparator.comparing(ForecastPart::begins))
                    .toList();
            opening = hours.next(now).orElseThrow();
            begin = later(opening.from(), now);
        }

        HoursFit fit() {
            for (ForecastPart part : begins) {
                Instant at = begin.plus(part.begins());
                if (!at.isBefore(opening.to()) && !pause(part, at)) {
                    break;
                }
            }
            Instant ends = begin.plus(forecast.takes()).truncatedTo(ChronoUnit.SECONDS);
            Instant closes = hours.lastEnd(opening);
            if (!pauses.isEmpty()) {
                return new HoursFit(List.of(pauses(ends)), pauses);
            }
            return ends.isAfter(closes) ? new HoursFit(List.of(endsLater(ends, closes)), List.of()) : NO_MATTER;
        }

        /** The rest begins so much later. */
        private boolean pause(ForecastPart part, Instant at) {
            Optional<OpenPeriod> next = hours.next(at);
            if (next.isEmpty() || pauses.size() >= MOST_OPENINGS) {
                return false;
            }
            if (next.get().from().isAfter(at)) {
                pauses.add(new ForecastPauseRecord(
                        part.object(), opening.to(), next.get().from()));
                begin = begin.plus(Duration.between(at, next.get().from()));
            }
            opening = next.get();
            return true;
        }

        private Finding pauses(Instant ends) {
            ForecastPause first = pauses.get(0);
            return Finding.warning(
                    hours.names(),
                    "the roll takes " + forecast.takes().truncatedTo(ChronoUnit.SECONDS)
                            + " by the forecast, and pauses "
                            + (pauses.size() == 1 ? "once" : pauses.size() + " times") + ": first before "
                            + first.object() + ", from " + first.from() + " to " + first.until(),
                    "an opening in which all of it ends",
                    "nothing, if that is meant: the roll goes on by itself, and ends about " + ends
                            + "; else widen the window, or roll more nodes at once");
        }

        private Finding endsLater(Instant ends, Instant closes) {
            return Finding.warning(
                    hours.names(),
                    "the roll ends about " + ends + " by the forecast, after they close at " + closes,
                    "an opening in which all of it ends",
                    "nothing, if that is meant: what is begun is finished; else widen the window, or roll more nodes at"
                            + " once");
        }
    }
}
