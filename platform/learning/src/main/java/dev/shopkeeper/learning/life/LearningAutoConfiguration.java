package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.trainer.TrainerProcesses;
import dev.shopkeeper.starter.database.SchemaContribution;
import dev.shopkeeper.starter.job.Jobs;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.messaging.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/** Gives every {@link ModelDefinition} of a service its life. The tables are there in any case. */
@AutoConfiguration(
        beforeName = "dev.shopkeeper.starter.database.DatabaseAutoConfiguration",
        afterName = {
            "dev.shopkeeper.starter.messaging.ConsumerAutoConfiguration",
            "dev.shopkeeper.starter.job.JobAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
@EnableConfigurationProperties(LearningSettings.class)
public class LearningAutoConfiguration {

    @Bean
    @Order(1)
    @ConditionalOnMissingBean(name = "learningSchema")
    SchemaContribution learningSchema() {
        return new SchemaContribution("learning", "classpath:db/learning");
    }

    /** What needs a model to live for, and jobs to train it in. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean({ModelDefinition.class, Jobs.class})
    static class Life {

        @Bean
        Definitions modelDefinitions(List<ModelDefinition<?, ?>> definitions) {
            return new Definitions(definitions);
        }

        @Bean
        TrainingRuns trainingRuns(JdbcClient jdbc) {
            return new TrainingRuns(jdbc);
        }

        @Bean
        ModelRegistry modelRegistry(JdbcClient jdbc) {
            return new ModelRegistry(jdbc);
        }

        @Bean
        Champions champions(Definitions definitions, ModelRegistry registry, MeterRegistry meters) {
            return new Champions(definitions, registry, meters);
        }

        @Bean
        Training training(
                Definitions definitions,
                TrainingRuns runs,
                Jobs jobs,
                Outbox outbox,
                PlatformTransactionManager transactions,
                Clock clock) {
            return new Training(definitions, runs, jobs, outbox, new TransactionTemplate(transactions), clock);
        }

        @Bean
        Trainer trainer(
                LearningSettings settings,
                ModelRegistry registry,
                ConfigurableEnvironment environment,
                ListableBeanFactory beans) {
            if (!settings.trainer().enabled()) {
                return new LocalTrainer(registry);
            }
            return new ProcessTrainer(new TrainerProcesses(settings.trainer(), environment, applications(beans)));
        }

        /** What a second context of this application is made of. */
        private static List<Class<?>> applications(ListableBeanFactory beans) {
            List<Class<?>> applications = new ArrayList<>();
            for (String name : beans.getBeanNamesForAnnotation(SpringBootConfiguration.class)) {
                Class<?> type = beans.getType(name);
                if (type != null) {
                    applications.add(ClassUtils.getUserClass(type));
                }
            }
            return applications;
        }

        @Bean
        TrainingJob trainingJob(
                Definitions definitions,
                TrainingRuns runs,
                ModelRegistry registry,
                Trainer trainer,
                Training training,
                Champions champions,
                Outbox outbox,
                PlatformTransactionManager transactions,
                Clock clock,
                MeterRegistry meters,
                ObjectProvider<GitProperties> git,
                @Value("${SHOPKEEPER_COMMIT:}") String commit) {
            return new TrainingJob(
                    definitions,
                    runs,
                    registry,
                    trainer,
                    training,
                    champions,
                    outbox,
                    new TransactionTemplate(transactions),
                    clock,
                    meters,
                    CodeCommit.of(commit, git.getIfAvailable()));
        }

        @Bean
        ChampionSwitch championSwitch(
                Definitions definitions,
                ModelRegistry registry,
                Champions champions,
                Outbox outbox,
                PlatformTransactionManager transactions,
                Clock clock) {
            return new ChampionSwitch(
                    definitions, registry, champions, outbox, new TransactionTemplate(transactions), clock);
        }

        @Bean
        ModelMetrics modelMetrics(MeterRegistry meters, JdbcClient jdbc, Definitions definitions) {
            return new ModelMetrics(meters, jdbc, definitions);
        }

        @Bean
        Subscription modelCommands(Definitions definitions, Training training, ChampionSwitch championSwitch) {
            return new ModelCommands(definitions, training, championSwitch).subscription();
        }

        @Bean
        ChampionFollower championFollower(
                ConsumerFactory<?, ?> consumers, Champions champions, Training training, LearningSettings settings) {
            return new ChampionFollower(consumers.getConfigurationProperties(), champions, training, settings.poll());
        }

        @Bean
        TrainingPlan trainingPlan(LearningSettings settings, Definitions definitions, Training training) {
            return new TrainingPlan(settings.schedule(), definitions, training);
        }

        @Bean
        ModelController modelController(
                Definitions definitions,
                TrainingRuns runs,
                ModelRegistry registry,
                Training training,
                ChampionSwitch championSwitch,
                Champions champions,
                @Value("${shopkeeper.service}") String service) {
            return new ModelController(definitions, runs, registry, training, championSwitch, champions, service);
        }
    }
}
