package io.github.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.model.OpenPeriod;
import io.github.evenkeel.spi.GateDecision;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceWindowTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final MaintenanceWindow NIGHTS = MaintenanceWindow.daily("22:00", "04:00", BERLIN);

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static GateDecision ask(MaintenanceWindow window, String local) {
        return window.ask(GateRequest.aboutNode("node-1", "pool").at(at(local)).build());
    }

    private static GateDecision askAboutDeletion(MaintenanceWindow window, String local) {
        return window.ask(
                GateRequest.aboutDeletion("node-1", "pool").at(at(local)).build());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T21:59:59, false",
        "2026-11-27T22:00, true",
        "2026-11-28T00:00, true",
        "2026-11-28T03:59:59, true",
        "2026-11-28T04:00, false"
    })
    void isOpenFromItsBeginToBeforeItsEnd(String local, boolean open) {
        assertThat(ask(NIGHTS, local).proceeds()).isEqualTo(open);
    }

    @Test
    void saysWhenItOpensAndHasItselfAskedThen() {
        GateDecision decision = ask(NIGHTS, "2026-11-27T12:00");

        assertThat(decision.kind()).isEqualTo(GateDecision.Kind.WAIT);
        assertThat(decision.reason()).isEqualTo("opens at 2026-11-27 22:00 Europe/Berlin");
        assertThat(decision.askAgainAfter()).isEqualTo(Duration.ofHours(10));
    }

    @Test
    void opensOnItsDaysAndClosesOnTheDayAfter() {
        MaintenanceWindow saturdays = NIGHTS.onDays(DayOfWeek.SATURDAY);

        assertThat(ask(saturdays, "2026-11-27T23:00").proceeds()).isFalse(); // a Friday
        assertThat(ask(saturdays, "2026-11-28T01:00").proceeds()).isFalse();
        assertThat(ask(saturdays, "2026-11-28T23:00").proceeds()).isTrue();
        assertThat(ask(saturdays, "2026-11-29T01:00").proceeds()).isTrue();
        assertThat(ask(saturdays, "2026-11-29T12:00").reason()).isEqualTo("opens at 2026-12-05 22:00 Europe/Berlin");
    }

    @Test
    void isClosedOnAnExceptionAndDoesNotOpenOnIt() {
        MaintenanceWindow window = NIGHTS.exceptOn(LocalDate.of(2026, 12, 24));

        assertThat(ask(window, "2026-12-23T23:59").proceeds()).isTrue();
        assertThat(ask(window, "2026-12-24T00:00").proceeds()).isFalse();
        assertThat(ask(window, "2026-12-24T23:00").proceeds()).isFalse();
        assertThat(ask(window, "2026-12-25T01:00").proceeds()).isFalse();
        assertThat(ask(window, "2026-12-25T01:00").reason()).isEqualTo("opens at 2026-12-25 22:00 Europe/Berlin");
    }

    @Test
    void aNodeThatIsBegunWithinItIsFinished() {
        assertThat(askAboutDeletion(NIGHTS, "2026-11-28T04:10").proceeds()).isTrue();
        assertThat(askAboutDeletion(NIGHTS.strict(), "2026-11-28T04:10").proceeds())
                .isFalse();
        assertThat(askAboutDeletion(NIGHTS.strict(), "2026-11-28T03:50").proceeds())
                .isTrue();
    }

    @Test
    void nothingBeginsAfterTheLastStartButMayBeFinished() {
        MaintenanceWindow window = NIGHTS.withLastStart(Duration.ofMinutes(30)).strict();

        assertThat(ask(window, "2026-11-28T03:29").proceeds()).isTrue();
        assertThat(ask(window, "2026-11-28T03:30").proceeds()).isFalse();
        assertThat(askAboutDeletion(window, "2026-11-28T03:50").proceeds()).isTrue();
        assertThat(askAboutDeletion(window, "2026-11-28T04:00").proceeds()).isFalse();
    }

    @Test
    void oneOfSeveralIsEnough() {
        MaintenanceWindow window = NIGHTS.onDays(DayOfWeek.MONDAY)
                .or(MaintenanceWindow.wholeDays(BERLIN).onDays(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

        assertThat(ask(window, "2026-11-28T12:00").proceeds()).isTrue();
        assertThat(ask(window, "2026-11-30T12:00").proceeds()).isFalse();
        assertThat(ask(window, "2026-11-30T23:00").proceeds()).isTrue();
        assertThat(window.nextOpen(at("2026-11-27T12:00")))
                .contains(new OpenPeriod(at("2026-11-28T00:00"), at("2026-11-30T00:00")));
        assertThat(window.nextOpen(at("2026-11-29T12:00")))
                .contains(new OpenPeriod(at("2026-11-29T00:00"), at("2026-11-30T00:00")));
    }

    @Test
    void aWindowThatIsAlwaysOpenHasAnEndThatIsFarAway() {
        MaintenanceWindow always = MaintenanceWindow.wholeDays(BERLIN);

        OpenPeriod period = always.nextOpen(at("2026-11-27T12:00")).orElseThrow();

        assertThat(period.from()).isBeforeOrEqualTo(at("2026-11-27T12:00"));
        assertThat(period.to()).isAfter(at("2027-11-27T12:00"));
    }

    @Test
    void onTheNightOfTheChangeItIsAsMuchShorterOrLonger() {
        assertThat(length("2026-03-28T12:00")).isEqualTo(Duration.ofHours(5));
        assertThat(length("2026-10-24T12:00")).isEqualTo(Duration.ofHours(7));
    }

    private static Duration length(String from) {
        OpenPeriod period = NIGHTS.nextOpen(at(from)).orElseThrow();
        return Duration.between(period.from(), period.to());
    }

    @Test
    void aBeginThatTheClocksLeaveOutIsTheMomentOfTheChange() {
        MaintenanceWindow window = MaintenanceWindow.daily("02:30", "03:30", BERLIN);

        assertThat(window.nextOpen(at("2026-03-28T12:00")))
                .contains(new OpenPeriod(at("2026-03-29T03:00"), at("2026-03-29T03:30")));
    }

    @Test
    void aWindowThatTheClocksLeaveOutDoesNotOpenThatDay() {
        MaintenanceWindow window = MaintenanceWindow.daily("02:15", "02:45", BERLIN);

        assertThat(window.nextOpen(at("2026-03-28T12:00")))
                .contains(new OpenPeriod(at("2026-03-30T02:15"), at("2026-03-30T02:45")));
    }

    @Test
    void windowsThatNeverOpenAreRefused() {
        assertThatThrownBy(() -> MaintenanceWindow.daily("22:00", "22:00", BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never opens");
        assertThatThrownBy(() -> NIGHTS.withLastStart(Duration.ofHours(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected less than the length");
        assertThatThrownBy(() -> NIGHTS.withLastStart(Duration.ofMinutes(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoTimeOrZoneIsRefused() {
        assertThatThrownBy(() -> MaintenanceWindow.daily("22:00", "25:00", BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'to' of the window is '25:00'; expected a time of day such as 22:00");
        assertThatThrownBy(() -> MaintenanceWindow.daily("10 pm", "04:00", BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'from'");
        assertThatThrownBy(() -> MaintenanceWindow.daily("22:00", "04:00", "Europe/Atlantis"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the zone of the window is 'Europe/Atlantis'; expected one such as Europe/Berlin");
        assertThat(MaintenanceWindow.daily("22:00", "04:00", "UTC")
                        .nextOpen(Instant.parse("2026-11-27T12:00:00Z"))
                        .map(OpenPeriod::from))
                .contains(Instant.parse("2026-11-27T22:00:00Z"));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller may do
    void nullIsRefused() {
        assertThatThrownBy(() -> MaintenanceWindow.daily(null, "04:00", BERLIN))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> MaintenanceWindow.daily("22:00", "04:00", (ZoneId) null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> MaintenanceWindow.daily(LocalTime.NOON, null, ZoneOffset.UTC))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> NIGHTS.exceptOn((LocalDate) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> NIGHTS.or(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> NIGHTS.onDays(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> NIGHTS.withId(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> NIGHTS.withLastStart(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void atTheEndOfTimeItStopsTheRoll() {
        GateRequest request =
                GateRequest.aboutNode("node-1", "pool").at(Instant.MAX).build();

        assertThat(NIGHTS.ask(request).kind()).isEqualTo(GateDecision.Kind.STOP);
    }
}
