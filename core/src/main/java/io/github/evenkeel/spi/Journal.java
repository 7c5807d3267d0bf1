package io.github.evenkeel.spi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Durable record of what a run intends and has done, so that another process can continue it: texts of a few hundred
 * characters, each under a key. One journal serves one cluster.
 *
 * <p>A key has letters, digits, dots, hyphens and underscores, and 200 characters at most. Texts are printable ASCII.
 */
public interface Journal {
    /** Where it is stored, for messages: a path, or namespace and name. Makes no call. */
    String place();

    /** What it outlives. Makes no call. */
    Scope scope();

    /** What a journal outlives, from the least to the most. More may come. */
    enum Scope {
        /** Nothing: it ends with the process that has it. */
        PROCESS,
        /** A process: others on the same machine can go on with it. */
        MACHINE,
        /** A machine: any process that reaches the cluster can go on with it. */
        CLUSTER
    }

    /**
     * Reads the journal without opening it: a run that writes to it continues undisturbed. Creates nothing where there
     * is none.
     *
     * @throws ServiceException if it can't be read, is damaged, or something else is stored in its place
     */
    Contents read();

    /**
     * Opens the journal and writes the first changes, atomically. A writer that opened it before can no longer write.
     * Does neither if the journal has changed since it was read. May be called again with the same arguments after a
     * failure of unknown outcome.
     *
     * @param writer identity of the new writer, unique for each call and never used again
     * @param seen what was read
     * @param first changes as for {@link Writer#write}; a run writes at least that it has begun
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if another writer has opened or written it
     *     since it was read: nothing is changed then; any other outcome if it could not be opened
     */
    Writer open(String writer, Contents seen, Map<String, String> first);

    /**
     * Immutable contents of a journal at the time of reading.
     *
     * @param entries by key
     * @param damages what could not be read and was skipped, such as the torn end of a file; empty if nothing
     * @param revision opaque; together with the entries it shows whether the journal has been opened or written since
     */
    record Contents(SortedMap<String, String> entries, List<String> damages, String revision) {
        /** Copies the collections. */
        public Contents {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
            damages = List.copyOf(damages);
        }
    }

    /** Exclusive access to a journal, until another writer opens it. Used by one thread at a time. */
    interface Writer extends AutoCloseable {
        /** The entries by key, own writes included. */
        SortedMap<String, String> entries();

        /**
         * Writes all of the changes or none. They are durable when this returns.
         *
         * @param changes by key; an empty text removes the entry
         * @throws ServiceException {@link ServiceException.Outcome#DENIED} if another writer has opened the journal
         *     since; any other outcome if it could not be written
         */
        void write(Map<String, String> changes);

        /** Ends the access. The entries stay. */
        @Override
        void close();
    }
}
