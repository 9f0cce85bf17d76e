package dev.shopkeeper.learning.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

class TrainerPropertiesTests {

    @Test
    void areThoseThatASecondApplicationWouldNotFind() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.setActiveProfiles("night");
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("spring.application.json", Map.of("a", "json", "b", "${a}")));
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource("--a=command line"));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("server.ports", Map.of("local.server.port", 1)));
        environment.getPropertySources().addLast(new MapPropertySource("application.yaml", Map.of("c", "file")));

        assertThat(TrainerProperties.given(environment))
                .isEqualTo(Map.of("a", "command line", "b", "${a}", "spring.profiles.active", "night"));
    }
}
