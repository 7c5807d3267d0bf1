package io.github.evenkeel.roll;

import io.github.evenkeel.NodeProgress;
import io.github.evenkeel.Step;
import java.util.Optional;

/** Progress of a node that the library makes. */
record NodeProgressRecord(String node, Optional<Step> step, Optional<String> waitingFor) implements NodeProgress {}
