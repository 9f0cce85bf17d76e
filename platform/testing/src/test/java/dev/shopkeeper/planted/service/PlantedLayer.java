package dev.shopkeeper.planted.service;

/** Lives in a layer, and in a package without package-info. */
class PlantedLayer {}
