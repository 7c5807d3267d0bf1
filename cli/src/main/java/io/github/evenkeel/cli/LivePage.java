package io.github.evenkeel.cli;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.report.Recording;
import io.github.evenkeel.report.ReportPage;
import io.github.evenkeel.report.RollReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Page of a roll that goes on: written again by its events, at most every two seconds. */
final class LivePage implements Consumer<UpgradeEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(LivePage.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Path file;
    private final Recording recording;
    private Instant next = Instant.MIN;
    private boolean failed;

    LivePage(Path file, Recording recording) {
        this.file = file;
        this.recording = recording;
    }

    /** The command writes the last one, with what it has measured. */
    @Override
    public void accept(UpgradeEvent event) {
        if (event instanceof UpgradeEvent.Ended || event.at().isBefore(next)) {
            return;
        }
        next = event.at().plus(EVERY);
        Optional<RollReport> soFar = recording.soFar();
        try {
            if (soFar.isPresent()) {
                ReportPage.write(soFar.get(), file);
            }
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("the page {} can't be written while the roll goes on: {}", file, e.toString());
            }
            failed = true;
        }
    }
}
