package io.github.evenkeel.consumer;

import org.springframework.boot.test.context.SpringBootTest;

/** The roll in an application that is up. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RollsUnderSpringBootTest extends RollsTheSandboxTest {}
