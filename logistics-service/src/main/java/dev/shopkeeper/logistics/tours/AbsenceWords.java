package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.logistics.routing.Plan;
import dev.shopkeeper.logistics.vroom.ReasonWords;
import java.util.Locale;

/** Why a delivery is in no tour, in words. */
public final class AbsenceWords {

    private AbsenceWords() {}

    public static String of(String reason, Language language) {
        return switch (reason) {
            case "no_place" ->
                language.choose(
                        "Nobody said where it goes: it has no coordinates, and no delivery of its zone had any.",
                        "没有坐标，且所在区域没有任何带坐标的配送。");
            case "no_vehicle" -> language.choose("The depot has no vehicle that drives.", "仓库没有可用车辆。");
            case "coordinates_swapped" ->
                language.choose(
                        "It lies far from any depot; with latitude and longitude exchanged it would be near. Maybe they"
                                + " were exchanged?",
                        "距离仓库过远；若对调经纬度则在附近。是否填反了经纬度？");
            default -> ReasonWords.of(Plan.Reason.valueOf(reason.toUpperCase(Locale.ROOT)), language);
        };
    }
}
