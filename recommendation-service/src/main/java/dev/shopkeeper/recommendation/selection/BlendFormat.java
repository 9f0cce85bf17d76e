package dev.shopkeeper.recommendation.selection;

import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.blend.OwnItems;
import dev.shopkeeper.recommendation.blend.Popularity;
import dev.shopkeeper.recommendation.deep.DeepModel;
import dev.shopkeeper.recommendation.deep.DeepOptions;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.ials.AlsOptions;
import dev.shopkeeper.recommendation.ials.FactorModel;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.EaseOptions;
import dev.shopkeeper.recommendation.linear.ItemWeights;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import dev.shopkeeper.recommendation.linear.WalkOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link BlendModel} as bytes: the items, then each part with its factor, its options and what it learned. */
final class BlendFormat {

    private static final int MAGIC = 0x4e494235;

    private static final int POPULARITY = 1;
    private static final int OWN_ITEMS = 2;
    private static final int SEQUENTIAL = 3;
    private static final int EASE = 4;
    private static final int COSINE = 5;
    private static final int KINSHIP = 6;
    private static final int IALS = 7;
    private static final int DEEP = 8;
    private static final int WALK = 9;

    private BlendFormat() {}

    static byte[] bytes(BlendModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(model.itemIds().size());
            for (String itemId : model.itemIds()) {
                out.writeUTF(itemId);
            }
            out.writeInt(model.attributeNames().size());
            for (String name : model.attributeNames()) {
                out.writeUTF(name);
            }
            List<Recipe.Share> shares = model.recipe().shares();
            out.writeFloat(model.recipe().level());
            out.writeInt(model.recipe().figures().size());
            for (Map.Entry<String, Double> figure : model.recipe().figures().entrySet()) {
                out.writeUTF(figure.getKey());
                out.writeDouble(figure.getValue());
            }
            out.writeInt(shares.size());
            for (int number = 0; number < shares.size(); number++) {
                out.writeFloat(shares.get(number).factor());
                write(shares.get(number).ingredient(), out);
                write(model.blend().parts().get(number).model(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A model cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }

    static BlendModel model(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int magic = in.readInt();
            if (magic != MAGIC && magic >>> 8 == MAGIC >>> 8) {
                throw new IllegalArgumentException("The bytes are a blend of models of the format "
                        + (char) (magic & 0xff) + ", and " + (char) (MAGIC & 0xff) + " is read. Maybe train it anew?");
            }
            if (magic != MAGIC) {
                throw new IllegalArgumentException(
                        "The bytes do not begin like a blend of models. Maybe they are of another kind?");
            }
            int items = in.readInt();
            List<String> ids = new ArrayList<>(items);
            for (int item = 0; item < items; item++) {
                ids.add(in.readUTF());
            }
            List<String> names = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                names.add(in.readUTF());
            }
            float level = in.readFloat();
            SortedMap<String, Double> figures = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                figures.put(in.readUTF(), in.readDouble());
            }
            int size = in.readInt();
            List<Recipe.Share> shares = new ArrayList<>(size);
            List<Blend.Part> parts = new ArrayList<>(size);
            for (int number = 0; number < size; number++) {
                float factor = in.readFloat();
                Ingredient ingredient = ingredient(in);
                shares.add(new Recipe.Share(ingredient, factor));
                parts.add(new Blend.Part(ingredient.name(), trained(ingredient, in), factor));
            }
            return new BlendModel(ids, names, new Recipe(shares, level, figures), new Blend(parts));
        } catch (IOException e) {
            throw new IllegalArgumentException("The bytes of the blend end too early", e);
        }
    }

    private static void write(Ingredient ingredient, DataOutputStream out) throws IOException {
        switch (ingredient) {
            case Ingredient.Popular popular -> out.writeByte(POPULARITY);
            case Ingredient.Own own -> {
                out.writeByte(OWN_ITEMS);
                own.fading().write(out);
            }
            case Ingredient.Sequential sequential -> {
                out.writeByte(SEQUENTIAL);
                sequential.options().write(out);
                out.writeBoolean(sequential.self());
            }
            case Ingredient.Ease ease -> {
                out.writeByte(EASE);
                ease.options().write(out);
            }
            case Ingredient.Cosine cosine -> {
                out.writeByte(COSINE);
                cosine.fading().write(out);
            }
            case Ingredient.Walk walk -> {
                out.writeByte(WALK);
                walk.options().write(out);
            }
            case Ingredient.Kinship kinship -> {
                out.writeByte(KINSHIP);
                kinship.fading().write(out);
            }
            case Ingredient.Als als -> {
                out.writeByte(IALS);
                als.options().write(out);
            }
            case Ingredient.Deep deep -> {
                out.writeByte(DEEP);
                deep.options().write(out);
            }
        }
    }

    private static Ingredient ingredient(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case POPULARITY -> new Ingredient.Popular();
            case OWN_ITEMS -> new Ingredient.Own(Decay.read(in));
            case SEQUENTIAL -> new Ingredient.Sequential(SequentialOptions.read(in), in.readBoolean());
            case EASE -> new Ingredient.Ease(EaseOptions.read(in));
            case COSINE -> new Ingredient.Cosine(Decay.read(in));
            case WALK -> new Ingredient.Walk(WalkOptions.read(in));
            case KINSHIP -> new Ingredient.Kinship(Decay.read(in));
            case IALS -> new Ingredient.Als(AlsOptions.read(in));
            case DEEP -> new Ingredient.Deep(DeepOptions.read(in));
            default ->
                throw new IllegalArgumentException("A part of the blend is of the kind " + kind
                        + ", which is unknown. Maybe a later version wrote it?");
        };
    }

    private static void write(ExplainedScorer trained, DataOutputStream out) throws IOException {
        switch (trained) {
            case Popularity popularity -> popularity.write(out);
            case ItemWeights weights -> weights.write(out);
            case FactorModel factors -> factors.write(out);
            case DeepModel deep -> deep.write(out);
            case OwnItems own -> {
                // nothing was learned
            }
            default -> throw new IllegalStateException(trained.getClass() + " is no part of a blend");
        }
    }

    private static ExplainedScorer trained(Ingredient ingredient, DataInputStream in) throws IOException {
        return switch (ingredient) {
            case Ingredient.Popular popular -> Popularity.read(in);
            case Ingredient.Own own -> new OwnItems(own.fading());
            case Ingredient.Als als -> FactorModel.read(als.options(), in);
            case Ingredient.Deep deep -> DeepModel.read(in);
            case Ingredient.Sequential sequential -> ItemWeights.read(in);
            case Ingredient.Ease ease -> ItemWeights.read(in);
            case Ingredient.Cosine cosine -> ItemWeights.read(in);
            case Ingredient.Walk walk -> ItemWeights.read(in);
            case Ingredient.Kinship kinship -> ItemWeights.read(in);
        };
    }
}
