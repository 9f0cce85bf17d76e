package dev.shopkeeper.recommendation.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Fills some places of a list by chance, so that it can be learnt what else is liked. Each place is given away with the same
 * probability, and what is given away is drawn from the rest, each item once. So an item of the list stands at its place with
 * probability {@code 1 - share}, and one of the rest at any place with {@code share / rest}, whatever else is drawn.
 */
final class Exploration {

    private final double share;
    private final SplittableRandom random;

    /**
     * What happens by chance to one answer.
     *
     * @param share of the places, 0 to 1
     * @param answer whose chance it is: the same answer is drawn again from the same lists
     */
    Exploration(double share, UUID answer) {
        this.share = share;
        this.random = new SplittableRandom(answer.getMostSignificantBits() ^ answer.getLeastSignificantBits());
    }

    /**
     * An item and how probable it was that it stands where it stands.
     *
     * @param propensity above 0, at most 1
     */
    record Drawn(Scored scored, double propensity) {

        static Drawn surely(Scored scored) {
            return new Drawn(scored, 1);
        }
    }

    /** What else is drawn for the same answer. */
    SplittableRandom random() {
        return random;
    }

    boolean happens() {
        return share > 0;
    }

    /** @param rest other items that might be shown; a list as long as the rest is shorter is left as it is beyond that */
    List<Drawn> drawn(List<Scored> list, List<Scored> rest) {
        if (!happens() || rest.isEmpty()) {
            return list.stream().map(Drawn::surely).toList();
        }
        List<Scored> left = new ArrayList<>(rest);
        int explored = Math.min(list.size(), rest.size());
        List<Drawn> drawn = new ArrayList<>(list.size());
        for (int place = 0; place < list.size(); place++) {
            if (place >= explored) {
                drawn.add(Drawn.surely(list.get(place)));
            } else if (random.nextDouble() < share) {
                int which = random.nextInt(left.size());
                Scored last = left.removeLast();
                Scored scored = which < left.size() ? left.set(which, last) : last;
                drawn.add(new Drawn(scored.noted(Scored.Source.CHANCE), share / rest.size()));
            } else {
                drawn.add(new Drawn(list.get(place), 1 - share));
            }
        }
        return drawn;
    }
}
