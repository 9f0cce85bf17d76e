/** Routing problems and their answers in VROOM's JSON (API of VROOM 1.14), so that what speaks to VROOM can speak to this. */
@org.jspecify.annotations.NullMarked
package dev.shopkeeper.logistics.vroom;
