package dev.shopkeeper.inventory.imports.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An uploaded file, decompressed as it is read: one file, or the files of an archive. Can be read again and again. */
public interface ImportSource {

    /** The names of the files inside, in their order; one name for a file that is no archive. */
    List<String> names() throws IOException;

    /** The bytes of the first file whose name fits, or null. The caller closes it. */
    @Nullable
    InputStream open(Predicate<String> name) throws IOException;

    /** The text of the first file whose name fits, or null. The caller closes it. */
    @Nullable
    Reader read(Predicate<String> name, ImportOptions options) throws IOException;

    /** A place for what must be looked up later and may be too much for memory, empty at each start. */
    Spool spool(String name);

    /** Keys and values outside memory. A key keeps the first value it is given. */
    interface Spool {

        void put(String key, String value);

        /** The values of those keys that have one. */
        java.util.Map<String, String> get(java.util.Collection<String> keys);
    }
}
