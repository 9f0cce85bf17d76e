package dev.shopkeeper.inventory.imports.format;

import java.io.IOException;

/** One kind of file. Stateless and thread-safe. */
public interface ImportFormat {

    /** Its name in requests, {@code online-retail}. */
    String kind();

    /** What it looks like, for the error of a file that does not. */
    String expected();

    /**
     * Looks at the beginning only.
     *
     * @throws ImportRefusedException {@code wrong-kind} if this is another kind of file
     */
    void check(ImportSource source, ImportOptions options) throws IOException;

    /**
     * Reads all of it.
     *
     * @throws ImportRefusedException if the file as a whole cannot be read
     */
    void read(ImportSource source, ImportOptions options, ImportOutput output) throws IOException;
}
