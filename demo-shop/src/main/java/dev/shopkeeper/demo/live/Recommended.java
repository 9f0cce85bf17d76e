package dev.shopkeeper.demo.live;

import dev.shopkeeper.demo.feed.GatewayClient;
import dev.shopkeeper.demo.feed.GatewayException;
import dev.shopkeeper.demo.feed.UserTokenSigner;
import dev.shopkeeper.demo.history.Shelf;
import dev.shopkeeper.demo.history.Visitor;
import dev.shopkeeper.demo.world.Catalogue;
import dev.shopkeeper.demo.world.Category;
import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Item;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows what the platform recommends, as a storefront would: a list for the home page, or one within the category that
 * the visitor looks for, or beside the item they look at. Where there is no answer, the shop's own list stands in.
 */
final class Recommended implements Shelf {

    private static final int LENGTH = 8;
    private static final double HOME_PAGE = 0.3;

    private final GatewayClient storefront;
    private final @Nullable UserTokenSigner signer;
    private final Catalogue catalogue;
    private final Shelf own;
    private final Map<String, Item> items = new HashMap<>();
    private long answered;
    private long unanswered;

    /** @param signer signs for whoever is signed in; without one their answers are impersonal */
    Recommended(GatewayClient storefront, @Nullable UserTokenSigner signer, Catalogue catalogue, Shelf own) {
        this.storefront = storefront;
        this.signer = signer;
        this.catalogue = catalogue;
        this.own = own;
        catalogue.items().forEach(item -> items.put(item.id(), item));
    }

    @Override
    public Shown show(Visitor visitor, int category, @Nullable Item lookedAt, Dice dice) {
        boolean home = lookedAt == null && dice.chance(HOME_PAGE);
        StringBuilder path = new StringBuilder("/api/v1/recommendations?limit=" + LENGTH);
        add(path, "user_id", visitor.userId());
        add(path, "anonymous_id", visitor.anonymousId());
        String list;
        if (lookedAt != null) {
            add(path, "item_id", lookedAt.id());
            list = "item";
        } else if (home) {
            list = "home";
        } else {
            Category wanted = catalogue.categories().get(category);
            add(path, "category", wanted.en());
            list = "search";
        }
        add(path, "placement", list);
        Shown shown = ask(path.toString(), visitor.userId(), "recommended-" + list);
        if (shown == null) {
            unanswered++;
            return own.show(visitor, category, lookedAt, dice);
        }
        answered++;
        return shown;
    }

    private @Nullable Shown ask(String path, @Nullable String userId, String listId) {
        try {
            GatewayClient.Answer answer =
                    userId == null || signer == null ? storefront.get(path) : storefront.get(path, signer.sign(userId));
            if (!answer.ok()) {
                return null;
            }
            List<Item> shown = new ArrayList<>();
            for (JsonNode entry : answer.body().path("items")) {
                Item item = items.get(entry.path("item_id").asString(""));
                if (item != null) {
                    shown.add(item);
                }
            }
            String ranking = answer.body().path("ranking_id").asString("");
            return shown.isEmpty() || ranking.isEmpty() ? null : new Shown(listId, ranking, shown);
        } catch (GatewayException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static void add(StringBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    long answered() {
        return answered;
    }

    long unanswered() {
        return unanswered;
    }
}
