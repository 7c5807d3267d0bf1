package io.github.evenkeel.spring;

import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeSnapshot;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * Starts rolls of the application's plan, one at a time, and holds the handle of the latest for the actuator endpoint.
 *
 * <p>Nothing starts a roll by itself. Safe for use by any thread.
 */
public final class UpgradeRunner implements DisposableBean {
    private final UpgradePlan plan;
    private final EvenkeelProperties.AtShutdown atShutdown;
    private @Nullable Upgrade latest;

    /** @param atShutdown what becomes of a running roll when the application ends */
    public UpgradeRunner(UpgradePlan plan, EvenkeelProperties.AtShutdown atShutdown) {
        this.plan = plan;
        this.atShutdown = atShutdown;
    }

    /**
     * Starts a roll, and returns its handle. The runner closes it: do not use it in a try-with-resources block.
     *
     * @throws IllegalStateException if a roll of this runner is running
     */
    public Upgrade rollNodes() {
        return start(UpgradePlan::rollNodes);
    }

    /**
     * Continues the roll that the journal records, or starts one; the same else.
     *
     * @throws IllegalStateException if a roll of this runner is running
     */
    public Upgrade recover() {
        return start(UpgradePlan::recover);
    }

    private synchronized Upgrade start(Function<UpgradePlan, Upgrade> how) {
        if (latest != null && latest.snapshot().state() != UpgradeSnapshot.State.ENDED) {
            throw new IllegalStateException("roll " + latest.runId() + " is running; wait for its end, or cancel it");
        }
        Upgrade begun = how.apply(plan);
        latest = begun;
        return begun;
    }

    /** The roll that was started last; empty before the first. */
    public synchronized Optional<Upgrade> latest() {
        return Optional.ofNullable(latest);
    }

    /** Called when the application ends, before its clients are closed. */
    @Override
    public void destroy() {
        if (atShutdown == EvenkeelProperties.AtShutdown.CANCEL) {
            latest().ifPresent(Upgrade::close);
        }
    }
}
