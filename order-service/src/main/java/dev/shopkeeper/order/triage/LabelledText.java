package dev.shopkeeper.order.triage;

/**
 * A message that somebody has said the intent of.
 *
 * @param group what was written after one pattern; a group is never divided between learning and testing
 */
public record LabelledText(String text, String label, String group) {

    public LabelledText {
        if (label.isBlank()) {
            throw new IllegalArgumentException("A text has no label.");
        }
    }

    /** The text stays out of logs. */
    @Override
    public String toString() {
        return "LabelledText[label=" + label + ", " + text.length() + " characters]";
    }
}
