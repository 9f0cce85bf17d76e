/**
 * What a message wants: n-grams of words and characters into a linear model, in Chinese and English, with probabilities that
 * can be believed and the parts of the text that decided. Pure.
 */
@NullMarked
package dev.shopkeeper.order.triage;

import org.jspecify.annotations.NullMarked;
