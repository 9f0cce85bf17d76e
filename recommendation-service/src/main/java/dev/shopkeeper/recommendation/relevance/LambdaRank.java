package dev.shopkeeper.recommendation.relevance;

import dev.shopkeeper.recommendation.relevance.trees.LightGbmText;
import dev.shopkeeper.recommendation.relevance.trees.Trees;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Grows trees with LightGBM's {@code lambdarank} (Burges: From RankNet to LambdaRank to LambdaMART, MSR-TR-2010-82). One
 * thread, so that the same rows and seed give the same trees. To be closed; for one thread.
 */
final class LambdaRank implements AutoCloseable {

    /** What each label is worth: nothing, a click, a purchase. */
    static final double[] GAINS = {0, 1, 3};

    private static final int ALL = -1;

    private final Map<String, String> parameters;
    private final String[] names;
    private final LGBMDataset rows;
    private final LGBMBooster booster;
    private boolean exhausted;

    /**
     * Begins.
     *
     * @param names of the columns, without spaces
     * @param own parameters of LightGBM beside those that are the same for everybody
     */
    LambdaRank(TrainingRows rows, String[] names, Map<String, String> own, long seed) {
        NativeLightGbm.load();
        this.names = names.clone();
        this.parameters = new TreeMap<>(Map.of(
                "objective", "lambdarank",
                "label_gain", "0,1,3",
                "num_threads", "1",
                "deterministic", "true",
                "force_row_wise", "true",
                "feature_pre_filter", "false",
                "seed", Integer.toString((int) (seed & Integer.MAX_VALUE)),
                "verbosity", "-1"));
        parameters.putAll(own);
        String text = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" "));
        try {
            this.rows = LGBMDataset.createFromMat(rows.values(), rows.rows(), rows.columns(), true, text, null);
            this.rows.setFeatureNames(names);
            this.rows.setField("label", rows.labels());
            this.rows.setField("group", rows.groups());
            this.rows.setField("weight", rows.weights());
            this.rows.setField("init_score", rows.offsets());
            this.booster = LGBMBooster.create(this.rows, text);
        } catch (LGBMException e) {
            throw refused(e);
        }
    }

    /**
     * Grows more trees.
     *
     * @return false if the rows say nothing more, and another call would add nothing
     */
    boolean grow(int trees) {
        try {
            for (int tree = 0; tree < trees && !exhausted; tree++) {
                exhausted = booster.updateOneIter();
            }
            return !exhausted;
        } catch (LGBMException e) {
            throw refused(e);
        }
    }

    /** LightGBM's own text of the trees so far. */
    String text() {
        try {
            return booster.saveModelToString(0, ALL, FeatureImportanceType.SPLIT);
        } catch (LGBMException e) {
            throw refused(e);
        }
    }

    /**
     * The trees so far.
     *
     * @throws IllegalStateException if LightGBM has not taken a parameter as it was given; it passes over a name it does not know
     */
    Trees trees() {
        LightGbmText model = LightGbmText.parse(text());
        parameters.forEach((name, value) -> {
            String taken = model.parameters().get(name);
            if (taken == null || !same(taken, value)) {
                throw new IllegalStateException("LightGBM has taken the parameter " + name + "=" + value + " as "
                        + taken + ". Maybe its name is misspelt?");
            }
        });
        if (!model.featureNames().equals(List.of(names))) {
            throw new IllegalStateException(
                    "LightGBM calls the columns " + model.featureNames() + ". Maybe a name has a space?");
        }
        return model.trees();
    }

    private static boolean same(String taken, String given) {
        if (taken.equals(given)
                || given.equals("true") && taken.equals("1")
                || given.equals("false") && taken.equals("0")) {
            return true;
        }
        try {
            return Double.parseDouble(taken) == Double.parseDouble(given);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static IllegalStateException refused(LGBMException e) {
        return new IllegalStateException("LightGBM refuses: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            booster.close();
            rows.close();
        } catch (LGBMException e) {
            throw refused(e);
        }
    }
}
