package dev.shopkeeper.recommendation.journey;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a training finds out.
 *
 * @param halfLifeSteps after so many events the past says half as much
 * @param ridge of the sequential regression
 * @param neighbours of each target
 * @param attributeWeight of common attributes beside common histories
 * @param easeRidge of the regression that knows no order
 * @param easeShare its weight beside the sequential one's
 * @param popularityShare what popularity adds for a known visitor
 */
public record JourneyOptions(
        double halfLifeSteps,
        double ridge,
        int neighbours,
        double attributeWeight,
        double easeRidge,
        double easeShare,
        double popularityShare) {

    JourneyOptions withEaseRidge(double value) {
        return new JourneyOptions(halfLifeSteps, ridge, neighbours, attributeWeight, value, easeShare, popularityShare);
    }

    JourneyOptions withEaseShare(double value) {
        return new JourneyOptions(halfLifeSteps, ridge, neighbours, attributeWeight, easeRidge, value, popularityShare);
    }

    JourneyOptions withPopularityShare(double value) {
        return new JourneyOptions(halfLifeSteps, ridge, neighbours, attributeWeight, easeRidge, easeShare, value);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(halfLifeSteps);
        out.writeDouble(ridge);
        out.writeInt(neighbours);
        out.writeDouble(attributeWeight);
        out.writeDouble(easeRidge);
        out.writeDouble(easeShare);
        out.writeDouble(popularityShare);
    }

    static JourneyOptions read(DataInputStream in) throws IOException {
        return new JourneyOptions(
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }
}
