package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.interaction.Kind;

/** Something done with an item in a visit that the request tells of. */
record Met(String itemId, Kind kind) {}
