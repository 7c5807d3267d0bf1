package io.github.evenkeel.testkit.simulation.guards;

import io.github.evenkeel.testkit.simulation.Campaign;
import io.github.evenkeel.testkit.simulation.CampaignResult;
import io.github.evenkeel.testkit.simulation.Simulation;
import io.github.evenkeel.testkit.simulation.Violation;
import java.util.Comparator;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Searches the first seed that breaks an invariant. Loaded together with the engine under test. */
public final class Hunt implements LongFunction<@Nullable String> {
    private static final long STEP = 50;

    private final Worlds worlds;

    /**
     * Public, as another class loader creates it.
     *
     * @param worlds name of one of {@link Worlds}
     */
    public Hunt(String worlds) {
        this.worlds = Worlds.valueOf(worlds);
    }

    /** Returns seed and invariant; null if none of the seeds breaks one. */
    @Override
    public @Nullable String apply(long seeds) {
        for (long from = 0; from < seeds; from += STEP) {
            CampaignResult result = run(Campaign.ofSeeds(from, STEP).with(worlds::set));
            if (result.violated() == 0 && worlds == Worlds.DEFAULT) {
                result = run(Campaign.ofSeeds(from, STEP).with(Simulation::drawnChange));
            }
            if (result.violated() > 0) {
                return result.violations().stream()
                        .min(Comparator.comparingLong(Violation::seed))
                        .map(first -> first.invariant() + " | " + first.seed())
                        .orElseThrow();
            }
        }
        return null;
    }

    private static CampaignResult run(Campaign campaign) {
        try {
            return campaign.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while seeds were run", e);
        }
    }
}
