package dev.shopkeeper.learning.trainer;

import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * The application's context as a trainer has it: every bean is there to be asked for, and none does anything by itself. It
 * has no web server, starts nothing that has a life cycle (consumers, publisher of the outbox, jobs, schedules, followers,
 * housekeeping), runs no runners, migrates nothing, and reads the database without being able to write to it. Only the
 * watch on the process that started it is started.
 */
public final class TrainerContext {

    private static final String PARENT_WATCH = "parentWatch";

    private TrainerContext() {}

    /** @param applications names of the classes it is made of */
    public static ConfigurableApplicationContext start(List<String> applications) throws ClassNotFoundException {
        TrainerFolder.deleteWhenForsaken();
        Class<?>[] sources = new Class<?>[applications.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = Class.forName(applications.get(i));
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(sources)
                .web(WebApplicationType.NONE)
                .initializers(TrainerContext::quieten)
                .run(
                        "--spring.main.web-application-type=none",
                        "--spring.main.lazy-initialization=true",
                        "--spring.main.log-startup-info=false",
                        "--spring.main.register-shutdown-hook=false",
                        "--spring.flyway.enabled=false",
                        "--spring.kafka.admin.auto-create=false",
                        "--spring.datasource.hikari.maximum-pool-size=${" + TrainerSettings.PREFIX + "connections:2}",
                        "--spring.datasource.hikari.minimum-idle=0",
                        "--spring.datasource.hikari.pool-name=trainer",
                        "--spring.datasource.hikari.read-only=true",
                        "--spring.datasource.hikari.data-source-properties.readOnlyMode=always",
                        "--spring.datasource.hikari.data-source-properties.ApplicationName=${spring.application.name:service}-trainer",
                        "--logging.level.com.zaxxer.hikari=WARN",
                        "--logging.level.io.opentelemetry=WARN",
                        "--logging.structured.format.console=",
                        "--logging.file.name=",
                        "--logging.file.path=",
                        "--logging.charset.console=UTF-8",
                        "--logging.pattern.console=" + TrainerLog.PATTERN);
        if (context.containsBean(PARENT_WATCH)) {
            context.getBean(PARENT_WATCH, SmartLifecycle.class).start();
        }
        return context;
    }

    private static void quieten(ConfigurableApplicationContext context) {
        context.getBeanFactory()
                .registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NothingStarts());
        context.addBeanFactoryPostProcessor(TrainerContext::removeRunners);
    }

    private static void removeRunners(ConfigurableListableBeanFactory beans) {
        for (Class<?> type : List.of(ApplicationRunner.class, CommandLineRunner.class)) {
            for (String name : beans.getBeanNamesForType(type, true, false)) {
                ((BeanDefinitionRegistry) beans).removeBeanDefinition(name);
            }
        }
    }

    /** Looks after no bean's life cycle. */
    private static final class NothingStarts implements LifecycleProcessor {

        @Override
        public void onRefresh() {
            // Nothing starts.
        }

        @Override
        public void onClose() {
            // Nothing was started.
        }

        @Override
        public void start() {
            // Nothing starts.
        }

        @Override
        public void stop() {
            // Nothing was started.
        }

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
