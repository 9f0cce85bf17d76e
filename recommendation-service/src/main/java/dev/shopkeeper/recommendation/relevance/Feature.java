package dev.shopkeeper.recommendation.relevance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is known of an item in a list when the answer is made: the one place that says names, units and order. What is logged
 * is in this order; more may only ever be added at the end, so that the length of what was logged tells what it means.
 */
public enum Feature {
    /** Points of the blend, before any correction. */
    BLEND_SCORE,
    /** Place in the blend's order, from 1. */
    BLEND_RANK,
    /** How much it is wanted now, 0 to 1: 1 for what is wanted most. */
    POPULARITY_SHARE,
    /** Price in force, divided by the median price of the list; missing without a price in the list's currency. */
    PRICE_RATIO,
    /** 1 if its narrowest category is that of the item that the visitor met last, else 0; missing where there is none. */
    SAME_CATEGORY,
    /** 1 if its brand is that of the item that the visitor met last, else 0; missing where there is none. */
    SAME_BRAND,
    /** Days since the item was first heard of; missing where that is not known. */
    DAYS_KNOWN,
    /** 1 if the visitor met the item before, else 0. */
    MET_BEFORE,
    /** Number of the placement in {@link ListFacts#PLACEMENTS}, from 1; 0 for none. */
    PLACEMENT,
    /** Place in the list as answered, from 1. Nothing is learned of it as of the others: see {@link Examination}. */
    POSITION;

    /** Those that trees may ask for, in the order of their columns. */
    public static final List<Feature> LEARNT =
            Arrays.stream(values()).filter(each -> each != POSITION).toList();

    /** As it is written: {@code blend_score}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
