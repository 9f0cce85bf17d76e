package dev.shopkeeper.pricing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the pricing service. */
@SpringBootApplication
public class PricingApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PricingApplication.class, arguments);
    }
}
