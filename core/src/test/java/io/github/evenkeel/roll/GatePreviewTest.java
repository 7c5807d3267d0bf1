package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Approval;
import io.github.evenkeel.Finding;
import io.github.evenkeel.MaintenanceWindow;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.model.OpenPeriod;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a preview says of gates and holds, on virtual time: it is midnight, the first of January 1971, a Friday. */
class GatePreviewTest {
    private static final Instant MIDNIGHT = Instant.parse("1971-01-01T00:00:00Z");
    private static final MaintenanceWindow NIGHTS = MaintenanceWindow.daily("22:00", "04:00", ZoneOffset.UTC);
    private static final MaintenanceWindow EVENINGS =
            MaintenanceWindow.daily("20:00", "23:00", ZoneOffset.UTC).withId("evenings");

    private final SmallWorld world = new SmallWorld(2);
    private final UpgradePlan plan = PlanScheduler.onScheduler(
            UpgradePlan.forCluster(world.cloud, world.kubernetes)
                    .withLoadBalancer(world.balancer)
                    .toVersion("v1.32.1"),
            world.scheduler);

    private static OpenPeriod hours(int from, int to) {
        return new OpenPeriod(MIDNIGHT.plus(Duration.ofHours(from)), MIDNIGHT.plus(Duration.ofHours(to)));
    }

    @Test
    void anOpenGateIsNotWarnedOf() {
        Preview preview = plan.withGate(NIGHTS).preview();

        assertThat(preview.findings()).isEmpty();
        assertThat(preview.nextOpen()).contains(hours(-2, 4));
    }

    @Test
    void aClosedGateIsWarnedOfWithTheTimeAtWhichItOpens() {
        Preview preview = plan.withGate(NIGHTS).withGate(EVENINGS).preview();

        assertThat(preview.blockers()).isEmpty();
        assertThat(preview.warnings()).extracting(Finding::object).containsExactly("gate evenings");
        assertThat(preview.warnings()).extracting(Finding::actual).containsExactly("closed until 1971-01-01T20:00:00Z");
        assertThat(preview.nextOpen()).contains(hours(22, 23));
        assertThat(preview.steps()).isNotEmpty();
    }

    @Test
    void gatesThatAreOpenOnOtherDaysAreOpenTogetherMuchLater() {
        Preview preview = plan.withGate(NIGHTS.onDays(DayOfWeek.MONDAY))
                .withGate(EVENINGS.onDays(DayOfWeek.TUESDAY, DayOfWeek.MONDAY))
                .preview();

        assertThat(preview.nextOpen()).contains(hours(3 * 24 + 22, 3 * 24 + 23));
    }

    @Test
    void gatesThatAreNeverOpenTogetherBlock() {
        UpgradePlan never = plan.withGate(NIGHTS.onDays(DayOfWeek.MONDAY)).withGate(EVENINGS.onDays(DayOfWeek.FRIDAY));

        Preview preview = never.preview();

        assertThat(preview.blockers())
                .extracting(Finding::object)
                .containsExactly("gates maintenance-window and evenings");
        assertThat(preview.nextOpen()).isEmpty();
        assertThatThrownBy(() -> {
                    try (Upgrade upgrade = never.rollNodes()) {
                        upgrade.await();
                    }
                })
                .isInstanceOf(PlanRefusedException.class);
        assertThat(world.log).isEmpty();
    }

    @Test
    void aRollThatIsLongerThanTheWindowIsWarnedOfWithTheNodeBeforeWhichItPauses() {
        MaintenanceWindow evenings = MaintenanceWindow.daily("20:00", "20:20", ZoneOffset.UTC);

        Preview preview = plan.withGate(evenings)
                .withStepTimes(StepTimes.assumed().with(Step.UPGRADE_CONTROL_PLANE, Duration.ofMinutes(15)))
                .preview();

        assertThat(preview.blockers()).isEmpty();
        assertThat(preview.pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause.object()).isEqualTo("node 10.0.10.2"))
                .satisfies(pause -> assertThat(pause.from()).isEqualTo("1971-01-01T20:20:00Z"))
                .satisfies(pause -> assertThat(pause.until()).isEqualTo("1971-01-02T20:00:00Z"));
        assertThat(preview.warnings())
                .extracting(Finding::actual)
                .anyMatch(actual -> actual.contains(
                        "pauses once: first before node 10.0.10.2, from 1971-01-01T20:20:00Z to 1971-01-02T20:00:00Z"));
    }

    @Test
    void aRollThatEndsAfterTheWindowClosesIsWarnedOf() {
        Preview preview = plan.withGate(MaintenanceWindow.daily("20:00", "20:26", ZoneOffset.UTC))
                .preview();

        assertThat(preview.blockers()).isEmpty();
        assertThat(preview.pauses()).isEmpty();
        assertThat(preview.warnings())
                .extracting(Finding::actual)
                .anyMatch(actual -> actual.contains("by the forecast, after they close at 1971-01-01T20:26:00Z"));
    }

    @Test
    void aRollThatFitsIntoTheWindowIsNotWarnedOf() {
        Preview preview = plan.withGate(MaintenanceWindow.daily("00:00", "01:00", ZoneOffset.UTC))
                .preview();

        assertThat(preview.findings()).isEmpty();
    }

    @Test
    void aWindowThatIsShorterThanOneNodeTakesBlocks() {
        UpgradePlan tooShort = plan.withGate(MaintenanceWindow.daily("20:00", "20:03", ZoneOffset.UTC));

        Preview preview = tooShort.preview();

        assertThat(preview.blockers()).extracting(Finding::object).containsExactly("gate maintenance-window");
        assertThat(preview.blockers())
                .extracting(Finding::actual)
                .containsExactly("open from 1971-01-01T20:00:00Z to 1971-01-01T20:03:00Z,"
                        + " and never for longer than a node takes");
        assertThat(tooShort.withStepTimes(StepTimes.assumed().with(Step.AWAIT_REPLACEMENT, Duration.ofSeconds(10)))
                        .preview()
                        .blockers())
                .isEmpty();
    }

    @Test
    void aWindowThatIsLongEnoughOnOneDayOfTheWeekDoesNotBlock() {
        MaintenanceWindow window = MaintenanceWindow.daily("20:00", "20:03", ZoneOffset.UTC)
                .or(MaintenanceWindow.wholeDays(ZoneOffset.UTC).onDays(DayOfWeek.WEDNESDAY));

        assertThat(plan.withGate(window).preview().blockers()).isEmpty();
    }

    @Test
    void theLastStartLeavesTimeForWhatIsBegun() {
        MaintenanceWindow window =
                MaintenanceWindow.daily("20:00", "21:00", ZoneOffset.UTC).withLastStart(Duration.ofMinutes(57));

        assertThat(plan.withGate(window).preview().blockers()).isEmpty();
    }

    @Test
    void aGateThatDoesNotKnowSaysNothing() {
        Preview preview = plan.withGate(Approval.once("go"))
                .withGate(Gate.of("closed", request -> GateDecision.stop("never")))
                .preview();

        assertThat(preview.findings()).isEmpty();
        assertThat(preview.nextOpen()).isEmpty();
    }

    @Test
    void aGateThatFailsSaysNothing() {
        Preview preview = plan.withGate(new Gate() {
                    @Override
                    public String id() {
                        return "broken";
                    }

                    @Override
                    public GateDecision ask(GateRequest request) {
                        throw new IllegalStateException("a preview asks no gate");
                    }

                    @Override
                    public Optional<OpenPeriod> nextOpen(Instant from) {
                        throw new NoClassDefFoundError("broken");
                    }
                })
                .preview();

        assertThat(preview.findings()).isEmpty();
    }

    private void hold(String node) {
        world.nodes.computeIfPresent(
                node, (name, its) -> its.toBuilder().hold("data is being moved").build());
    }

    @Test
    void aNodeThatIsHeldBackIsWarnedOf() {
        hold("10.0.10.2");

        Preview preview = plan.preview();

        assertThat(preview.blockers()).isEmpty();
        assertThat(preview.warnings())
                .extracting(Finding::actual)
                .containsExactly("held back by the annotation evenkeel.io/hold: data is being moved");
    }

    @Test
    void aHoldOnAllNodesBlocks() {
        hold("10.0.10.1");
        hold("10.0.10.2");

        Preview preview = plan.preview();

        assertThat(preview.blockers()).extracting(Finding::object).containsExactly("all 2 nodes to roll");
        assertThat(preview.blockers())
                .extracting(Finding::action)
                .containsExactly("kubectl annotate node 10.0.10.1 evenkeel.io/hold-");
    }

    @Test
    void idsThatCantBeAreRefused() {
        for (String id : new String[] {"", "a b", "-a", "hold", "a".repeat(64)}) {
            assertThatThrownBy(() -> plan.withGate(NIGHTS.withId(id)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the gate's id is '" + id + "'");
        }
        assertThatThrownBy(() -> plan.withGate(NIGHTS).withGate(NIGHTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the plan already");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller may do
    void nullIsRefused() {
        assertThatThrownBy(() -> plan.withGate(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Approval.once(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Gate.of("gate", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> GateDecision.stop(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> GateDecision.waitFor("reason", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> GateRequest.aboutNode(null, "pool")).isInstanceOf(NullPointerException.class);
    }
}
