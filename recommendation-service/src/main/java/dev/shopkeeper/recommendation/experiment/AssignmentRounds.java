package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.starter.schedule.RoundTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps every replica up to date on experiments. */
@Configuration(proxyBeanMethods = false)
class AssignmentRounds {

    @Bean
    RoundTask experimentRounds(Assignments assignments, ExperimentSettings settings) {
        return new RoundTask("experiments", settings.pollInterval(), assignments::refresh);
    }
}
