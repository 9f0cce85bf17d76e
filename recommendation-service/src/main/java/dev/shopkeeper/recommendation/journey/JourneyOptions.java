package dev.shopkeeper.recommendation.journey;

import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.EaseOptions;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * What a training finds out.
 *
 * @param halfLifeSteps after so many events the past says half as much when the model is asked
 * @param learntHalfLifeSteps the same, when the sequential regression learns
 * @param ridge of the sequential regression
 * @param neighbours of each target
 * @param attributeWeight of common attributes beside common histories
 * @param easeRidge of the regression that knows no order
 * @param shares of the parts
 * @param popularityShare what popularity adds for a known visitor
 */
public record JourneyOptions(
        double halfLifeSteps,
        double learntHalfLifeSteps,
        double ridge,
        int neighbours,
        double attributeWeight,
        double easeRidge,
        Shares shares,
        double popularityShare) {

    /** More of them cost EASE much time and have hardly ever been worth it. */
    private static final int EASE_NEIGHBOURS = 200;

    SequentialOptions sequential() {
        return new SequentialOptions(List.of(new Decay(learntHalfLifeSteps)), ridge, neighbours, attributeWeight);
    }

    EaseOptions ease() {
        return new EaseOptions(
                easeRidge, 0, Math.min(neighbours, EASE_NEIGHBOURS), attributeWeight, new Decay(halfLifeSteps));
    }

    JourneyOptions withHalfLife(double steps) {
        return new JourneyOptions(
                steps, learntHalfLifeSteps, ridge, neighbours, attributeWeight, easeRidge, shares, popularityShare);
    }

    JourneyOptions withEaseRidge(double value) {
        return new JourneyOptions(
                halfLifeSteps, learntHalfLifeSteps, ridge, neighbours, attributeWeight, value, shares, popularityShare);
    }

    JourneyOptions withShares(Shares value) {
        return new JourneyOptions(
                halfLifeSteps,
                learntHalfLifeSteps,
                ridge,
                neighbours,
                attributeWeight,
                easeRidge,
                value,
                popularityShare);
    }

    JourneyOptions withPopularityShare(double value) {
        return new JourneyOptions(
                halfLifeSteps, learntHalfLifeSteps, ridge, neighbours, attributeWeight, easeRidge, shares, value);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(halfLifeSteps);
        out.writeDouble(learntHalfLifeSteps);
        out.writeDouble(ridge);
        out.writeInt(neighbours);
        out.writeDouble(attributeWeight);
        out.writeDouble(easeRidge);
        shares.write(out);
        out.writeDouble(popularityShare);
    }

    static JourneyOptions read(DataInputStream in) throws IOException {
        return new JourneyOptions(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                Shares.read(in),
                in.readDouble());
    }

    /** Of a model of the first format, which was the sequential regression and a share of EASE on its own scale. */
    static JourneyOptions readFirst(DataInputStream in) throws IOException {
        double halfLife = in.readDouble();
        return new JourneyOptions(
                halfLife,
                halfLife,
                in.readDouble(),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                new Shares(1, in.readDouble(), 0, 0),
                in.readDouble());
    }
}
