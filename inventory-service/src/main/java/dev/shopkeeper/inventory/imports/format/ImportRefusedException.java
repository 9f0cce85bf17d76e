package dev.shopkeeper.inventory.imports.format;

/** A file that cannot be imported at all; no further attempt helps. */
public class ImportRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String detail;

    /** @param code stable name of the reason, {@code wrong-kind} */
    public ImportRefusedException(String code, String message) {
        super(message);
        this.code = code;
        this.detail = message;
    }

    public String code() {
        return code;
    }

    /** The message, which is never null. */
    public String detail() {
        return detail;
    }
}
