package io.github.evenkeel.spring;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Makes the actuator endpoint, if the application has the actuator and exposes it. */
@AutoConfiguration(after = EvenkeelAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(UpgradeRunner.class)
public class EvenkeelEndpointAutoConfiguration {
    @Bean
    @ConditionalOnAvailableEndpoint(endpoint = EvenkeelEndpoint.class)
    @ConditionalOnMissingBean
    EvenkeelEndpoint evenkeelEndpoint(UpgradeRunner runner) {
        return new EvenkeelEndpoint(runner);
    }
}
