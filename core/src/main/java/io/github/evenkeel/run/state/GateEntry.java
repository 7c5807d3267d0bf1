package io.github.evenkeel.run.state;

import io.github.evenkeel.GateRecord;
import io.github.evenkeel.model.GateApproval;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entry of a gate: what it has let begin. It keeps the latest of these, and the first that was approved: an approval
 * for the whole run is not lost.
 *
 * @param gate its id
 * @param records of what it has let begin, the oldest first
 */
public record GateEntry(String gate, List<GateRecord> records) {
    private static final int MOST = 100;
    private static final int PARTS = 4;

    /** Keeps what is to be kept. */
    public GateEntry {
        int left = Math.max(0, records.size() - MOST);
        Stream<GateRecord> approved = records.stream()
                .limit(left)
                .filter(one -> one.approver().isPresent())
                .limit(1);
        records = Stream.concat(approved, records.stream().skip(left)).toList();
    }

    /** The approvals among them. */
    public List<GateApproval> approvals() {
        return records.stream()
                .flatMap(one -> one.approver().stream().map(name -> new GateApproval(one.about(), name, one.at())))
                .toList();
    }

    static GateEntry of(String gate, EntryCodec entry) {
        List<GateRecord> records = new ArrayList<>();
        for (String word : entry.words("passed")) {
            records.add(record(EntryFields.one("gate", gate), word));
        }
        return new GateEntry(gate, records);
    }

    private static GateRecord record(String gate, String word) {
        List<String> parts = Stream.of(word.split(",", -1))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        if (parts.size() != PARTS) {
            throw EntryFields.refused("passed", word, "what, when, seconds and approver");
        }
        try {
            return new GateRecord(
                    gate,
                    parts.get(0),
                    Instant.parse(parts.get(1)),
                    Duration.ofSeconds(EntryFields.number("passed", parts.get(2), 0, Integer.MAX_VALUE)),
                    Optional.of(parts.get(3)).filter(name -> !name.isEmpty()));
        } catch (DateTimeException e) {
            throw EntryFields.refused("passed", parts.get(1), "a time");
        }
    }

    EntryCodec entry() {
        return EntryCodec.empty()
                .put("passed", records.stream().map(GateEntry::word).collect(Collectors.joining(" ")));
    }

    private static String word(GateRecord one) {
        return Stream.of(
                        one.about(),
                        one.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                        String.valueOf(one.waited().toSeconds()),
                        one.approver().orElse(""))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }
}
