package dev.shopkeeper.logistics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the logistics service. */
@SpringBootApplication
public class LogisticsApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(LogisticsApplication.class, arguments);
    }
}
