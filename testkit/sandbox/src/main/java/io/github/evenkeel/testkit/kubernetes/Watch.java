package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One client's watch, run by one thread until the client leaves, its time is over or the server ends it. */
final class Watch {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration BETWEEN_BOOKMARKS = Duration.ofSeconds(10);
    /** The last bookmark comes so long before the watch's time is over, as the real server's does. */
    private static final Duration LAST_BOOKMARK = Duration.ofSeconds(2);

    private static final int AT_ONCE = 1_000;

    private final ObjectStore store;
    private final Selection selection;
    private final WatchEvents events;
    private final EventSink sink;
    private final long until;
    private final boolean bookmarks;
    private final String from;
    private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
    private volatile boolean broken;

    Watch(ObjectStore store, ApiRequest request, ApiPath path, EventSink sink) {
        this.store = store;
        this.sink = sink;
        selection = request.selection(path);
        events = new WatchEvents(selection, request);
        long seconds = request.number("timeoutSeconds");
        until = System.nanoTime() + (seconds > 0 ? Duration.ofSeconds(seconds) : LONGEST).toNanos();
        bookmarks = request.isYes("allowWatchBookmarks");
        from = request.query("resourceVersion");
        if (!from.isEmpty()) {
            request.number("resourceVersion");
        }
    }

    ResourceType type() {
        return selection.type();
    }

    /** Looks for changes soon. Never blocks. */
    void wake() {
        news.offer(true);
    }

    /** Breaks the watch off, as when the server goes away, once the message that is on its way has been sent. */
    void cut() {
        broken = true;
        wake();
    }

    void run() {
        try {
            if (!broken) {
                follow(start());
            }
        } catch (StatusException forgotten) {
            refuse(forgotten);
        } catch (IOException clientLeft) {
            broken = true;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        if (broken) {
            sink.cut();
        } else {
            sink.finish();
        }
    }

    /** Sends all that there is if the client names no revision to go on from. */
    private long start() throws IOException {
        if (!from.isEmpty() && !from.equals("0")) {
            return Long.parseLong(from);
        }
        long now = store.revision();
        for (var object : store.select(selection)) {
            sink.send(events.added(object));
        }
        return now;
    }

    private void follow(long start) throws IOException, InterruptedException {
        long seen = start;
        long bookmarkAt = nextBookmark();
        while (!broken && System.nanoTime() < until) {
            long upTo = store.revision();
            List<Change> changes = store.log(type()).after(seen, AT_ONCE);
            for (Change change : changes) {
                Optional<byte[]> event = events.of(change);
                if (event.isPresent()) {
                    sink.send(event.get());
                }
                seen = change.revision();
            }
            if (changes.size() == AT_ONCE) {
                continue;
            }
            seen = Math.max(seen, upTo);
            if (bookmarks && System.nanoTime() > bookmarkAt) {
                sink.send(events.bookmark(seen));
                bookmarkAt = nextBookmark();
            }
            var unused = news.poll(waitAtMost(bookmarkAt), TimeUnit.NANOSECONDS);
        }
    }

    private long nextBookmark() {
        long now = System.nanoTime();
        long inTurn = now + BETWEEN_BOOKMARKS.toNanos();
        long last = until - LAST_BOOKMARK.toNanos();
        return last - now > 0 && last - inTurn < 0 ? last : inTurn;
    }

    private long waitAtMost(long bookmarkAt) {
        return Math.max(0, Math.min(until, bookmarkAt) - System.nanoTime());
    }

    private void refuse(StatusException why) {
        try {
            sink.send(WatchEvents.failed(why));
        } catch (IOException clientLeft) {
            broken = true;
        }
    }
}
