package io.github.evenkeel.run.state;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the entries of a run's journal. The format is documented in {@code docs/journal.md}.
 *
 * <p>Entries are {@code run}, {@code waves} and {@code waves.N}, {@code serving}, {@code requests}, {@code ended},
 * {@code gate.ID} for each gate, {@code instances.POOL} for each pool that is changed, {@code surge.POOL} for each with
 * added nodes, {@code node.NAME} for each unfinished node, and {@code replaced.NAME} for each replaced one. A restored
 * node has none.
 */
public final class RunJournal implements AutoCloseable {
    /** Of the format that is written, and the only one that is read. */
    public static final String VERSION = EntryCodec.VERSION;

    private final Journal journal;
    private final JournalContents before;
    private final Map<String, InstancesEntry> written = new HashMap<>();
    private Journal.@Nullable Writer writer;
    private @Nullable RunEntry run;
    private @Nullable Supplier<Duration> clock;

    private RunJournal(Journal journal, JournalContents before) {
        this.journal = journal;
        this.before = before;
    }

    /**
     * Reads the journal, and takes nothing over: a run that writes to it goes on undisturbed.
     *
     * @throws ServiceException if it can't be read
     * @throws UnreadableEntryException if this version does not understand what it holds
     */
    public static RunJournal read(Journal journal) {
        return new RunJournal(journal, JournalContents.of(journal.read()));
    }

    /** The run that was underway when it was read. */
    public Optional<RunEntry> underway() {
        return last().filter(entry -> entry.state() != RunEntry.State.ENDED || before.isOpen());
    }

    /** The last run, whether it has ended or not; empty if there was none. */
    public Optional<RunEntry> last() {
        return Optional.ofNullable(before.run());
    }

    /** How the last run ended; empty if it has not, or said nothing of it. */
    public Optional<EndedRun> ended() {
        return underway().isPresent() ? Optional.empty() : Optional.ofNullable(before.ended());
    }

    /** Nodes that were neither replaced nor put back. */
    public List<NodeState> unfinished() {
        return before.unfinished();
    }

    /** Nodes that the run before has replaced. */
    public List<ReplacedEntry> replaced() {
        return before.replaced();
    }

    /** How many backends served well when the run before began. */
    public Optional<ServingEntry> serving() {
        return Optional.ofNullable(before.serving());
    }

    /** What the gates of the run before have let begin. */
    public List<GateEntry> gates() {
        return before.gates();
    }

    /** The waves that the run before has decided. */
    public Optional<WavesEntry> waves() {
        return Optional.ofNullable(before.waves());
    }

    /** The pools whose size the run before has raised, and that have not got it again. */
    public List<SurgeEntry> surges() {
        return before.surges();
    }

    /** The instances that pools had before the run before changed them. */
    public List<InstancesEntry> instances() {
        return before.instances();
    }

    /** The requests that the run before has answered. */
    public RequestsEntry requests() {
        return before.requests();
    }

    /** What could not be read. */
    public List<String> damages() {
        return before.seen().damages();
    }

    /**
     * Takes the journal over for a new run, of which nothing is done.
     *
     * @param writer identity of the one that writes
     * @param decided the waves of the run
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the journal is not as it was read
     */
    public void begin(String writer, RunEntry entry, WavesEntry decided) {
        Map<String, String> changes = new HashMap<>();
        before.seen().entries().keySet().stream().filter(JournalKeys::isOurs).forEach(key -> changes.put(key, ""));
        changes.put(JournalKeys.RUN, entry.entry().text());
        changes.putAll(decided.texts());
        open(writer, entry, changes);
    }

    /**
     * Takes the journal over for the run that was underway.
     *
     * @param writer identity of the one that writes
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the journal is not as it was read
     */
    public void goOn(String writer, RunEntry entry) {
        open(writer, entry, Map.of(JournalKeys.RUN, entry.entry().text()));
    }

    private void open(String by, RunEntry entry, Map<String, String> changes) {
        writer = journal.open(by, before.seen(), changes);
        run = entry;
    }

    /**
     * Records a request to end, to pause or to resume the run.
     *
     * @param answered the requests that came with the lock
     */
    public void asked(RunEntry.State state, RequestsEntry answered) {
        RunEntry entry = Objects.requireNonNull(run, "a run is asked for something once it has begun")
                .in(state);
        Map<String, String> changes =
                new HashMap<>(Map.of(JournalKeys.RUN, entry.entry().text()));
        answered.text().ifPresent(text -> changes.put(JournalKeys.REQUESTS, text));
        write(changes);
        run = entry;
    }

    /** Whether there is a run that writes; a look writes nothing. */
    public boolean isBegun() {
        return run != null;
    }

    /** Has the time that the run has taken so far written down with all else. */
    public void tellTime(Supplier<Duration> spent) {
        clock = spent;
    }

    /** Notes a node, together with what has changed of its pool. */
    public void note(NodeState entry, PoolEntries pool) {
        Map<String, String> changes = changed(pool);
        changes.put(JournalKeys.NODE + entry.name(), NodeStateCodec.write(entry).text());
        write(changes);
        written.put(pool.instances().poolId(), pool.instances());
    }

    public void note(PoolEntries pool) {
        write(changed(pool));
        written.put(pool.instances().poolId(), pool.instances());
    }

    /** What of it has changed since it was written: the instances of a large pool are long. */
    private Map<String, String> changed(PoolEntries pool) {
        Map<String, String> changes = new HashMap<>();
        InstancesEntry instances = pool.instances();
        if (!instances.equals(written.get(instances.poolId()))) {
            changes.put(
                    JournalKeys.INSTANCES + instances.poolId(),
                    instances.entry().text());
        }
        pool.surge()
                .ifPresent(surge -> changes.put(
                        JournalKeys.SURGE + surge.poolId(), surge.entry().text()));
        return changes;
    }

    /** The pool has its size again. */
    public void surgeEnded(String poolId) {
        write(Map.of(JournalKeys.SURGE + poolId, ""));
    }

    public void note(ServingEntry entry) {
        write(Map.of(JournalKeys.SERVING, entry.entry().text()));
    }

    public void note(List<GateEntry> entries) {
        write(entries.stream().collect(Collectors.toMap(one -> JournalKeys.GATE + one.gate(), one -> one.entry()
                .text())));
    }

    /** Records that another of the run's waves may begin; their nodes are written once. */
    public void openWave(WavesEntry entry) {
        write(writer().entries().containsKey(WavesEntry.KEY) ? Map.of(WavesEntry.KEY, entry.header()) : entry.texts());
    }

    public void replaced(ReplacedEntry entry) {
        write(Map.of(
                JournalKeys.NODE + entry.name(),
                "",
                JournalKeys.REPLACED + entry.name(),
                entry.entry().text()));
    }

    /** Whether it has a node of that name that is unfinished. */
    public boolean hasUnfinished(String node) {
        return writer().entries().containsKey(JournalKeys.NODE + node);
    }

    /** Nothing is left of what was done to the node; noted together with what has changed of its pool. */
    public void rolledBack(String node, PoolEntries pool) {
        if (hasUnfinished(node)) {
            Map<String, String> changes = changed(pool);
            changes.put(JournalKeys.NODE + node, "");
            write(changes);
            written.put(pool.instances().poolId(), pool.instances());
        }
    }

    /**
     * The run has ended, and says so; nodes that are unfinished stay so.
     *
     * @param how empty if it was refused
     */
    public void end(Optional<EndedRun> how) {
        RunEntry entry = run;
        if (entry == null) {
            return;
        }
        Map<String, String> changes = new HashMap<>();
        changes.put(JournalKeys.RUN, entry.in(RunEntry.State.ENDED).entry().text());
        how.ifPresent(known -> changes.put(JournalKeys.ENDED, known.entry().text()));
        write(changes);
    }

    @Override
    public void close() {
        Journal.Writer opened = writer;
        if (opened != null) {
            opened.close();
        }
    }

    private Journal.Writer writer() {
        return Objects.requireNonNull(writer, "a journal is written once it has been opened");
    }

    private void write(Map<String, String> changes) {
        Supplier<Duration> spent = clock;
        if (spent == null || run == null || changes.containsKey(JournalKeys.RUN)) {
            writer().write(changes);
            return;
        }
        RunEntry entry = run.after(spent.get());
        Map<String, String> more = new HashMap<>(changes);
        more.put(JournalKeys.RUN, entry.entry().text());
        writer().write(more);
        run = entry;
    }
}
