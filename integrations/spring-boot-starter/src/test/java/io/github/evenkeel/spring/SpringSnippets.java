package io.github.evenkeel.spring;

import io.github.evenkeel.Preview;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import org.springframework.context.annotation.Bean;

/** Code of the page about Spring Boot, compiled. */
class SpringSnippets {
    static Upgrade roll(UpgradePlan plan, UpgradeRunner runner) {
        // snippet: runner
        Preview preview = plan.preview();
        System.out.println(preview.steps());
        Upgrade roll = runner.recover();
        // end
        return roll;
    }

    // snippet: customizer
    @Bean
    UpgradePlanCustomizer waves() {
        return plan -> plan.withRollout(Rollout.maxUnavailable("10%").waves("1", "3", "10%"));
    }
    // end
}
