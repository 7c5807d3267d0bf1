package io.github.evenkeel.examples.spring;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Preview;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.spring.UpgradeRunner;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a roll would do, and starts one. What becomes of it, the actuator's endpoint tells. */
@RestController
class RollController {
    private final UpgradePlan plan;
    private final UpgradeRunner runner;

    RollController(UpgradePlan plan, UpgradeRunner runner) {
        this.plan = plan;
        this.runner = runner;
    }

    /**
     * Answer to a look.
     *
     * @param blockers that stand in the way
     * @param steps of the roll, if none does
     */
    record Look(List<String> blockers, List<String> steps) {}

    @GetMapping("/preview")
    Look preview() {
        Preview preview = plan.preview();
        return new Look(
                preview.blockers().stream().map(Finding::toString).toList(),
                preview.steps().stream().map(PlannedStep::toString).toList());
    }

    /** Continues the roll that another process has left, or starts one; answers its id. */
    @PostMapping("/rolls")
    String roll() {
        return runner.recover().runId();
    }
}
