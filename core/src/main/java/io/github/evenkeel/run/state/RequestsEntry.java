package io.github.evenkeel.run.state;

import io.github.evenkeel.spi.AnsweredRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entry of the requests that the run has answered: a process that recovers the run applies none of them again.
 *
 * @param answered the latest, in the order of their answers
 */
public record RequestsEntry(List<AnsweredRequest> answered) {
    /** More than wait in a lock at once: an answered request that still waits is never forgotten. */
    public static final int MOST = 50;

    /** None. */
    public static final RequestsEntry NONE = new RequestsEntry(List.of());

    /** Copies the latest of the list. */
    public RequestsEntry {
        answered = List.copyOf(answered.subList(Math.max(0, answered.size() - MOST), answered.size()));
    }

    /** One answer more. */
    public RequestsEntry with(AnsweredRequest answer) {
        List<AnsweredRequest> more = new ArrayList<>(answered);
        more.add(answer);
        return new RequestsEntry(more);
    }

    /** Whether a request of that id is answered. */
    public boolean has(String id) {
        return answered.stream().anyMatch(answer -> answer.request().id().equals(id));
    }

    static RequestsEntry of(EntryCodec entry) {
        List<AnsweredRequest> answered = new ArrayList<>();
        int count = entry.number("count", 0, MOST);
        for (int i = 1; i <= count; i++) {
            answered.add(AnsweredRequest.parse(entry.required("answer." + i)));
        }
        return new RequestsEntry(answered);
    }

    EntryCodec entry() {
        EntryCodec entry = EntryCodec.empty().put("count", answered.size());
        for (int i = 0; i < answered.size(); i++) {
            entry.put("answer." + (i + 1), answered.get(i).toText());
        }
        return entry;
    }

    /** The text of the entry; empty if there is no answer. */
    Optional<String> text() {
        return answered.isEmpty() ? Optional.empty() : Optional.of(entry().text());
    }
}
