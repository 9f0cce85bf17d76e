/** The tours of each depot's day: planned anew when something changes, kept, told and explained. */
@NullMarked
package dev.shopkeeper.logistics.tours;

import org.jspecify.annotations.NullMarked;
