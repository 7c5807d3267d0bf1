package io.github.evenkeel.spi;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

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
     * Reads it, and takes it over: whoever has opened it before can't write to it any more.
     *
     * @param writer who does so, for people
     * @throws ServiceException if it can't be read or taken over
     */
    Writer open(String writer);

    /** The one that can write, until somebody else opens the journal. Used by one thread at a time. */
    interface Writer extends AutoCloseable {
        /** What is written, by key; own writes included. */
        SortedMap<String, String> entries();

        /** What could not be read and was left out, such as the torn end of a file; empty if all is well. */
        List<String> damages();

        /**
         * Writes all of the changes or none of them. They last from when this returns.
         *
         * @param changes by key; an empty text takes the entry away
         * @throws ServiceException {@link ServiceException.Outcome#DENIED} if somebody else has opened the journal
         *     since; anything else if it could not be written
         */
        void write(Map<String, String> changes);

        /** Ends writing. What is written stays. */
        @Override
        void close();
    }
}
