package io.github.evenkeel.examples.spring;

import io.github.evenkeel.Approval;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spring.UpgradePlanCustomizer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Application whose plan is made of its properties and of these beans. */
@SpringBootApplication
public class RollingApplication {
    /** Starts the application; what it rolls is in its properties. */
    public static void main(String... arguments) {
        SpringApplication.run(RollingApplication.class, arguments);
    }

    /** One node first, then two at a time. */
    @Bean
    UpgradePlanCustomizer waves() {
        return plan -> plan.withRollout(Rollout.maxUnavailable(2).waves("1", "2"));
    }

    /** The roll begins once it is approved, by the actuator's endpoint. */
    @Bean
    Gate changeBoard() {
        return Approval.once("change-board");
    }
}
