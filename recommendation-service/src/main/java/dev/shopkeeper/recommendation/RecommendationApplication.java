package dev.shopkeeper.recommendation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the recommendation service. */
@SpringBootApplication
public class RecommendationApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(RecommendationApplication.class, arguments);
    }
}
