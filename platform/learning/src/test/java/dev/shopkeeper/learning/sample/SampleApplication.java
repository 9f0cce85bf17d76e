package dev.shopkeeper.learning.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application under test. */
@SpringBootApplication
public class SampleApplication {}
