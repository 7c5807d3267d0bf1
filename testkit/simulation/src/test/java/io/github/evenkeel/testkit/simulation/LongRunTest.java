package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.world.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** More worlds than a build has the time for; {@code -Devenkeel.long=N} runs one in N of them. */
@Tag("long")
class LongRunTest {
    private static final Logger LOG = LoggerFactory.getLogger(LongRunTest.class);
    private static final int ONE_IN = Integer.getInteger("evenkeel.long", 1);
    private static final long TOLD_EACH = 20_000;
    private static final long FIRST = 1_000_000;

    @Test
    void aMillionSeedsOfWhichHalfKeepTheirFaults() throws InterruptedException {
        holds(1_000_000, UnaryOperator.identity());
    }

    @Test
    void aHundredThousandSchedulesOfTwoProcesses() throws InterruptedException {
        holds(100_000, simulation -> simulation.withFault(Fault.DOUBLED, 2).withFault(Fault.STOPPED, 2));
    }

    private static void holds(long seeds, UnaryOperator<Simulation> change) throws InterruptedException {
        CampaignResult result = Campaign.ofSeeds(FIRST, seeds / ONE_IN)
                .with(change)
                .onProgress(LongRunTest::tell)
                .run();
        LOG.info("{}", result);
        assertThat(result.violations()).extracting(Violation::getMessage).isEmpty();
    }

    private static void tell(long done) {
        if (done % TOLD_EACH == 0) {
            LOG.info("{} worlds", done);
        }
    }

    /** Half a million pairs each: two of the worlds with the fewest calls, one of them with a backend of no node. */
    @ParameterizedTest
    @ValueSource(longs = {49, 50})
    void killedAtAnyTwoCallsTheEndIsTheSame(long seed) {
        SameEnd end = new SameEnd(() -> Simulation.of(seed).nodes(2));
        int calls = end.whole().calls();
        AtomicLong done = new AtomicLong();
        List<String> others = IntStream.rangeClosed(1, calls)
                .parallel()
                .boxed()
                .flatMap(first -> IntStream.rangeClosed(first + 1, calls + 40)
                        .filter(second -> (first + second) % ONE_IN == 0)
                        .boxed()
                        .peek(second -> tell(done.incrementAndGet()))
                        .flatMap(second -> end.differs(
                                "calls " + first + " and " + second,
                                end.simulation().killedAfterCall(first).killedBeforeCall(second))))
                .toList();
        assertThat(others)
                .as("ends that differ from\n%s", end.whole().endState())
                .isEmpty();
    }
}
