package dev.shopkeeper.pricing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the pricing service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PricingApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PricingApplication.class, arguments);
    }
}
