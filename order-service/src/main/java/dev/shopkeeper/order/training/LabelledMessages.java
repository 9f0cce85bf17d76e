package dev.shopkeeper.order.training;

import dev.shopkeeper.order.triage.LabelledText;
import java.util.List;

/**
 * What people said of messages.
 *
 * @param targetPrecision how often what is acted on without a person must be right, 0 to 1
 */
public record LabelledMessages(List<LabelledText> texts, double targetPrecision) {

    LabelledMessages with(List<LabelledText> others) {
        return new LabelledMessages(others, targetPrecision);
    }
}
