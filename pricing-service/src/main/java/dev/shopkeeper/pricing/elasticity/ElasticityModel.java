package dev.shopkeeper.pricing.elasticity;

import dev.shopkeeper.pricing.elasticity.Elasticity.Source;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The elasticities of all items, categories and the shop. Immutable, safe to be read by many threads. */
public final class ElasticityModel {

    private static final int MAGIC = 0x53485002;

    private final Map<String, Elasticity> items;
    private final Map<String, Elasticity> categories;
    private final Elasticity shop;

    ElasticityModel(Map<String, Elasticity> items, Map<String, Elasticity> categories, Elasticity shop) {
        this.items = Map.copyOf(items);
        this.categories = Map.copyOf(categories);
        this.shop = shop;
    }

    /** Of an item; of its category where the item is new, and of the shop where that is new, too. */
    public Elasticity of(String itemId, @Nullable String category) {
        Elasticity own = items.get(itemId);
        return own != null ? own : ofCategory(category);
    }

    /** Whether it was learnt from this item, too. */
    public boolean knows(String itemId) {
        return items.containsKey(itemId);
    }

    /** Of a category; of the shop where nothing is known of it. */
    public Elasticity ofCategory(@Nullable String category) {
        return category == null ? shop : categories.getOrDefault(category, shop);
    }

    /** Of all categories that were learnt from. */
    public Map<String, Elasticity> categories() {
        return categories;
    }

    /** The number of items that were learnt from. */
    public int size() {
        return items.size();
    }

    /** The number of items of a standing. */
    public long size(Standing standing) {
        return items.values().stream().filter(one -> one.standing() == standing).count();
    }

    /** As it is stored; {@link #of(byte[])} reads it. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            write(out, items);
            write(out, categories);
            write(out, shop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Map<String, Elasticity> all) throws IOException {
        out.writeInt(all.size());
        for (Map.Entry<String, Elasticity> entry : new TreeMap<>(all).entrySet()) {
            out.writeUTF(entry.getKey());
            write(out, entry.getValue());
        }
    }

    private static void write(DataOutputStream out, Elasticity one) throws IOException {
        out.writeDouble(one.value());
        out.writeDouble(one.lower());
        out.writeDouble(one.upper());
        out.writeUTF(one.standing().name());
        out.writeUTF(one.source().name());
        out.writeUTF(one.sourceId());
        out.writeDouble(one.weeklyUnits());
        out.writeInt(one.weeks());
        out.writeDouble(one.interest());
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are no such model
     */
    public static ElasticityModel of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("they begin otherwise. Maybe of another model?");
            }
            return new ElasticityModel(readAll(in), readAll(in), read(in));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("These bytes are no elasticities: " + e.getMessage(), e);
        }
    }

    private static Map<String, Elasticity> readAll(DataInputStream in) throws IOException {
        Map<String, Elasticity> all = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            all.put(in.readUTF(), read(in));
        }
        return all;
    }

    private static Elasticity read(DataInputStream in) throws IOException {
        return new Elasticity(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                Standing.valueOf(in.readUTF()),
                Source.valueOf(in.readUTF()),
                in.readUTF(),
                in.readDouble(),
                in.readInt(),
                in.readDouble());
    }
}
