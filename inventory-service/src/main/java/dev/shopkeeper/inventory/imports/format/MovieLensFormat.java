package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.CsvTable.Row;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * GroupLens MovieLens 100k: an archive with {@code u.item} and {@code u.data}. Films become items with their genres as
 * categories; a rating of 4 or 5 becomes a purchase, a lower one a view.
 */
final class MovieLensFormat implements ImportFormat {

    private static final List<String> GENRES = List.of(
            "unknown",
            "Action",
            "Adventure",
            "Animation",
            "Children's",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");
    private static final int FIRST_GENRE = 5;
    private static final int LIKED = 4;
    private static final List<String> ITEM_COLUMNS = names("item", FIRST_GENRE + GENRES.size());
    private static final List<String> RATING_COLUMNS = List.of("user id", "item id", "rating", "timestamp");
    private static final char NO_QUOTE = '\u0001';

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    @Override
    public String kind() {
        return "movielens";
    }

    @Override
    public String expected() {
        return "a zip of MovieLens 100k with u.item and u.data";
    }

    @Override
    public void check(ImportSource source, ImportOptions options) throws IOException {
        List<String> names = source.names();
        for (String name : List.of("u.item", "u.data")) {
            if (!names.contains(name)) {
                throw new ImportRefusedException(
                        names.size() > 1 ? "missing-file" : "wrong-kind",
                        "A file of kind movielens is " + expected() + "; there is no " + name + " in "
                                + Tables.shown(names) + ".");
            }
        }
    }

    @Override
    public void read(ImportSource source, ImportOptions options, ImportOutput output) throws IOException {
        check(source, options);
        try (CsvTable items = open(source, options, "u.item", '|', ITEM_COLUMNS)) {
            for (Row row = items.next(); row != null; row = items.next()) {
                if (!Tables.refusedShape(row, items, output)) {
                    item(row, output);
                }
            }
        }
        try (CsvTable ratings = open(source, options, "u.data", '\t', RATING_COLUMNS)) {
            for (Row row = ratings.next(); row != null; row = ratings.next()) {
                if (!Tables.refusedShape(row, ratings, output)) {
                    rating(row, output);
                }
            }
        }
    }

    private static CsvTable open(
            ImportSource source, ImportOptions options, String file, char separator, List<String> columns)
            throws IOException {
        Reader text = source.read(file::equals, options);
        if (text == null) {
            throw new ImportRefusedException("wrong-kind", "There is no " + file + " in the archive.");
        }
        return new CsvTable(text, separator, NO_QUOTE, columns);
    }

    private static void item(Row row, ImportOutput output) {
        String title = Values.clean(row.get(1));
        if (row.get(0).isEmpty() || title.isEmpty()) {
            output.refuse(row.line(), "movie id", row.get(0), "missing-item", "has no id or no title");
            return;
        }
        ObjectNode json = Values.object().put("item_id", row.get(0));
        json.putObject("titles").put("en", Values.cut(title, 500));
        ArrayNode categories = json.putArray("categories");
        List<String> genres = new ArrayList<>();
        for (int i = 0; i < GENRES.size(); i++) {
            if (row.get(FIRST_GENRE + i).equals("1")) {
                genres.add(GENRES.get(i));
            }
        }
        genres.forEach(categories::add);
        if (!row.get(2).isEmpty()) {
            json.putObject("attributes").put("release_date", Values.cut(row.get(2), 1_000));
        }
        output.entity(EntityType.PRODUCT, json, row.line());
    }

    private void rating(Row row, ImportOutput output) {
        String user = row.get(0);
        String item = row.get(1);
        Long rating = Values.whole(row.get(2));
        Long seconds = Values.whole(row.get(3));
        if (user.isEmpty() || item.isEmpty()) {
            output.refuse(row.line(), "user id", user, "missing-id", "has no user or no item");
            return;
        }
        if (rating == null || rating < 1 || rating > 5) {
            output.refuse(row.line(), "rating", row.get(2), "bad-rating", "is no rating from 1 to 5");
            return;
        }
        Instant time;
        try {
            time = seconds == null || seconds < 0 ? null : Instant.ofEpochSecond(seconds);
        } catch (DateTimeException e) {
            time = null;
        }
        if (time == null) {
            output.refuse(row.line(), "timestamp", row.get(3), "bad-date", "is no time in seconds since 1970");
            return;
        }
        ObjectNode json = Values.object();
        String eventId = Values.derivedId(kind(), user, item, row.get(3));
        json.put("event_id", eventId);
        json.put("event_name", rating >= LIKED ? "purchase" : "view_item");
        if (rating >= LIKED) {
            json.put("transaction_id", eventId);
        }
        json.put("occurred_at", time.toString());
        json.put("user_id", user);
        json.putArray("items").addObject().put("item_id", item).put("quantity", 1);
        output.entity(EntityType.BEHAVIOUR, json, row.line());
    }
}
