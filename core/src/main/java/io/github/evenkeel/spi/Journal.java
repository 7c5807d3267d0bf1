package io.github.evenkeel.spi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps what a run intends and what it has done, so that another process can go on where one ended: texts of a few
 * hundred characters, each under a key. One journal is for one cluster.
 *
 * <p>Keys are letters, digits, dots, hyphens and underscores, 200 characters at most; texts are printable ASCII.
 */
public interface Journal {
    /** Where it is kept, for people: a path, or namespace and name. Asks nobody. */
    String place();

    /**
     * Reads it, and takes nothing over: a run that writes to it goes on undisturbed. Makes nothing where there is none.
     *
     * @throws ServiceException if it can't be read, is damaged, or is kept where something else is
     */
    Contents read();

    /**
     * Takes the journal over with the first changes, in one act: a run that has opened it before can't write to it any
     * more. Does neither if the journal is not as it was read. May be called again with the same arguments after a
     * failure whose outcome is not known.
     *
     * @param writer identity of the one that opens it: another one for each, and never used again
     * @param seen what was read
     * @param first as for {@link Writer#write}; a run writes at least that it has begun
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if another one has opened or written it since
     *     it was read: nothing is changed then; anything else if it could not be taken over
     */
    Writer open(String writer, Contents seen, Map<String, String> first);

    /**
     * What a journal held when it was read.
     *
     * @param entries what is written, by key
     * @param damages what could not be read and was left out, such as the torn end of a file; empty if all is well
     * @param revision opaque; tells, together with the entries, whether the journal has been opened or written since
     */
    record Contents(SortedMap<String, String> entries, List<String> damages, String revision) {
        /** Copies the collections. */
        public Contents {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
            damages = List.copyOf(damages);
        }
    }

    /** The one that can write, until another one opens the journal. Used by one thread at a time. */
    interface Writer extends AutoCloseable {
        /** What is written, by key; own writes included. */
        SortedMap<String, String> entries();

        /**
         * Writes all of the changes or none of them. They last from when this returns.
         *
         * @param changes by key; an empty text takes the entry away
         * @throws ServiceException {@link ServiceException.Outcome#DENIED} if another one has opened the journal since;
         *     anything else if it could not be written
         */
        void write(Map<String, String> changes);

        /** Ends writing. What is written stays. */
        @Override
        void close();
    }
}
