package dev.shopkeeper.neural.nextitem;

/** What the network is told of an event beside its item. */
final class EventInputs {

    /** Most events that are looked back at. */
    static final int WINDOW = 50;

    /** Values of an event: the logarithm of its strength, whether its item was met before, whether its step was. */
    static final int SIZE = 3;

    /** How much less an event counts in the mean of what was met than the one after it. */
    static final float FADING = 0.8f;

    private static final float MOST = 3;

    private EventInputs() {}

    static float[] of(ItemSequence sequence, int event) {
        float strength = (float) Math.log(sequence.strengths()[event]);
        float again = 0;
        for (int before = 0; before < event; before++) {
            if (sequence.items()[before] == sequence.items()[event]) {
                again = 1;
            }
        }
        float together = event > 0 && sequence.steps()[event - 1] == sequence.steps()[event] ? 1 : 0;
        return new float[] {Math.clamp(strength, -MOST, MOST), again, together};
    }

    /** The share of event {@code t} in the mean of it and all before it. */
    static float shareInMean(int t) {
        return (1 - FADING) / (1 - (float) Math.pow(FADING, t + 1));
    }
}
