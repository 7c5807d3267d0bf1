package io.github.evenkeel.consumer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A web application, whose server runs beside those of the sandbox. */
@SpringBootApplication
public class Application {
    /** Starts it. */
    public static void main(String... arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
