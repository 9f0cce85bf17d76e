package dev.shopkeeper.inventory.forecast.ensemble;

import dev.shopkeeper.inventory.forecast.expert.DoubleSeasonal;
import dev.shopkeeper.inventory.forecast.expert.Expert;
import dev.shopkeeper.inventory.forecast.expert.ExponentialSmoothing;
import dev.shopkeeper.inventory.forecast.expert.HistoricMean;
import dev.shopkeeper.inventory.forecast.expert.IntermittentDemand;
import dev.shopkeeper.inventory.forecast.expert.SeasonalArima;
import dev.shopkeeper.inventory.forecast.expert.SeasonalGrowth;
import dev.shopkeeper.inventory.forecast.expert.SeasonalNaive;
import dev.shopkeeper.inventory.forecast.expert.Theta;
import java.util.Arrays;
import java.util.List;

/** The experts, always in the same order. */
public record Panel(List<Expert> experts) {

    public Panel {
        experts = List.copyOf(experts);
    }

    /** All experts that the product has. */
    public static Panel all() {
        return new Panel(List.of(
                new SeasonalNaive(),
                new SeasonalGrowth(),
                new HistoricMean(),
                new ExponentialSmoothing(),
                new Theta(),
                new SeasonalArima(),
                new DoubleSeasonal(),
                new IntermittentDemand(IntermittentDemand.Method.CROSTON),
                new IntermittentDemand(IntermittentDemand.Method.SBA),
                new IntermittentDemand(IntermittentDemand.Method.TSB)));
    }

    public List<String> names() {
        return experts.stream().map(Expert::name).toList();
    }

    int size() {
        return experts.size();
    }

    /** The forecast of each expert; a row of NaN for one that the history does not suit. */
    double[][] forecasts(double[] history, int period, int horizon) {
        double[][] forecasts = new double[experts.size()][];
        for (int e = 0; e < forecasts.length; e++) {
            Expert expert = experts.get(e);
            if (expert.suits(history, period)) {
                forecasts[e] = expert.forecast(history, period, horizon);
            } else {
                forecasts[e] = new double[horizon];
                Arrays.fill(forecasts[e], Double.NaN);
            }
        }
        return forecasts;
    }
}
