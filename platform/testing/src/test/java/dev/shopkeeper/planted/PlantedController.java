package dev.shopkeeper.planted;

import jakarta.persistence.Entity;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;

/** Shows an entity within a list within a body, and none in its other method. */
@Controller
class PlantedController {

    @Entity
    static class PlantedEntity {}

    record Row(Optional<PlantedEntity> entity) {}

    record Body(List<Row> rows) {}

    Body shows() {
        return new Body(List.of());
    }

    String showsNone() {
        return "";
    }
}
