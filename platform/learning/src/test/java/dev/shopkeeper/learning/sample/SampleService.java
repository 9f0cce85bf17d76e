package dev.shopkeeper.learning.sample;

import dev.shopkeeper.learning.life.Training;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** A service in a process of its own that trains something slow, for tests that end it. */
final class SampleService {

    private SampleService() {}

    public static void main(String[] arguments) {
        SpringApplication.run(SampleApplication.class, arguments)
                .getBean(Training.class)
                .request(Coin.NAME, null, Map.of("slow", "true"), "test", null);
    }
}
