package dev.shopkeeper.neural.nextitem;

/** What the network is told of an event beside its item, and how long ago an event is. */
final class EventInputs {

    /** Most events that are looked back at. */
    static final int WINDOW = 50;

    /** Values of an event: the logarithm of its strength, whether its item was met before, whether its step was. */
    static final int SIZE = 3;

    /** How much less an event counts in the mean of what was met than the one after it. */
    static final float FADING = 0.8f;

    /** Ages from which on an event is of the next class. */
    private static final int[] AGES = {0, 1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 30};

    private static final float MOST = 3;
    private static final int[] CLASSES = classes();

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

    /** Classes of age. */
    static int ageClasses() {
        return AGES.length;
    }

    /** The class of an event so many events ago; the last is 0 events ago. */
    static int ageClass(int age) {
        return CLASSES[Math.min(age, WINDOW - 1)];
    }

    private static int[] classes() {
        int[] classes = new int[WINDOW];
        for (int age = 0; age < WINDOW; age++) {
            int last = AGES.length - 1;
            while (AGES[last] > age) {
                last--;
            }
            classes[age] = last;
        }
        return classes;
    }
}
