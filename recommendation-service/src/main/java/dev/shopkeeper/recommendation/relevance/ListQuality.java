package dev.shopkeeper.recommendation.relevance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * NDCG at 10 of an order of what was shown, over lists of which something was clicked or bought (Järvelin, Kekäläinen, TOIS
 * 2002), with the gains of {@link ShownList.Outcome}. Items of equal score share what their places are worth (McSherry, Najork,
 * ECIR 2008), so no order of rows flatters anybody.
 *
 * <p>What people click is what they look at, and that is where the order that was shown had put it. So a click counts
 * {@code 1 / examination} of where it happened, and a list by the mean of that over its gains (Joachims, Swaminathan,
 * Schnabel, WSDM 2017).
 *
 * @param ndcg {@code double[lists]}
 * @param weights {@code double[lists]}, what each list counts
 * @param asClicked the plain mean of NDCG by the gains alone
 */
public record ListQuality(double[] ndcg, double[] weights, double asClicked) {

    private static final int DEPTH = 10;

    /** What gives an item its place: the higher, the earlier. */
    @FunctionalInterface
    public interface Order {
        double score(CandidateFeatures features);
    }

    public static ListQuality of(List<ShownList> lists, Order order, Examination examination) {
        double[][] scores = lists.stream()
                .map(list -> list.items().stream()
                        .mapToDouble(item -> order.score(item.features()))
                        .toArray())
                .toArray(double[][]::new);
        return of(lists, scores, examination);
    }

    /** @param scores {@code double[lists][items]} */
    public static ListQuality of(List<ShownList> lists, double[][] scores, Examination examination) {
        double[] ndcg = new double[lists.size()];
        double[] weights = new double[lists.size()];
        double plain = 0;
        for (int number = 0; number < ndcg.length; number++) {
            List<ShownList.Item> items = lists.get(number).items();
            double[] gains =
                    items.stream().mapToDouble(item -> item.outcome().gain()).toArray();
            double[] unbiased = IntStream.range(0, gains.length)
                    .mapToDouble(place ->
                            gains[place] / examination.at(items.get(place).position()))
                    .toArray();
            ndcg[number] = ndcg(scores[number], unbiased);
            weights[number] =
                    Arrays.stream(unbiased).sum() / Arrays.stream(gains).sum();
            plain += ndcg(scores[number], gains);
        }
        return new ListQuality(ndcg, weights, plain / Math.max(1, ndcg.length));
    }

    /** Of one list with some gain. */
    static double ndcg(double[] scores, double[] gains) {
        double[] ideal = gains.clone();
        Arrays.sort(ideal);
        double best = 0;
        for (int place = 0; place < Math.min(DEPTH, ideal.length); place++) {
            best += ideal[ideal.length - 1 - place] * worth(place);
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -scores[item]))
                .mapToInt(Integer::intValue)
                .toArray();
        double reached = 0;
        int from = 0;
        while (from < Math.min(DEPTH, order.length)) {
            int to = from;
            double gain = 0;
            double places = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                gain += gains[order[to]];
                places += worth(to);
                to++;
            }
            reached += gain * places / (to - from);
            from = to;
        }
        return reached / best;
    }

    private static double worth(int place) {
        return place < DEPTH ? Math.log(2) / Math.log(place + 2.0) : 0;
    }

    /** Over the lists, by their weights. */
    public double mean() {
        double sum = 0;
        for (int number = 0; number < ndcg.length; number++) {
            sum += weights[number] * ndcg[number];
        }
        return sum / Math.max(1e-300, Arrays.stream(weights).sum());
    }

    /** What the mean is above another's of the same lists, less so many standard errors of the difference. */
    public double surelyAbove(ListQuality other, double errors) {
        double total = Arrays.stream(weights).sum();
        double mean = mean() - other.mean();
        double squares = 0;
        for (int number = 0; number < ndcg.length; number++) {
            double apart = weights[number] * (ndcg[number] - other.ndcg[number] - mean);
            squares += apart * apart;
        }
        return mean - errors * Math.sqrt(squares) / Math.max(1e-300, total);
    }
}
