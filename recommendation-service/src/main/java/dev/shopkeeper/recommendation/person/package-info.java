/** What is kept of a person, told to whoever has to tell them, and erased. */
@NullMarked
package dev.shopkeeper.recommendation.person;

import org.jspecify.annotations.NullMarked;
