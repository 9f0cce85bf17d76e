package dev.shopkeeper.recommendation.person;

import dev.shopkeeper.starter.web.Inputs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is kept of a person over HTTP. */
@RestController
@RequestMapping("/admin/v1/recommendation/person-data")
@Tag(name = "A person's data")
class PersonController {

    private static final Logger LOG = LoggerFactory.getLogger(PersonController.class);

    private final People people;

    PersonController(People people) {
        this.people = people;
    }

    @GetMapping
    @Operation(
            operationId = "exportPersonData",
            summary = "All that recommendations keep of a person",
            description =
                    "Under the user's id, and under an anonymous visitor's while nobody was signed in. At least one of them"
                            + " has to be named.")
    ResponseEntity<PersonData> read(
            @Parameter(description = "The user") @RequestParam(name = "user_id", required = false) @Nullable
                    String userId,
            @Parameter(description = "The anonymous visitor")
                    @RequestParam(name = "anonymous_id", required = false)
                    @Nullable
                    String anonymousId) {
        PersonData data = people.read(person(userId, anonymousId));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore().cachePrivate())
                .body(data);
    }

    @DeleteMapping
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "erasePersonData",
            summary = "Erase what recommendations keep of a person",
            description =
                    "The next answer knows nothing of them. What is counted (popularity, units sold, what is bought together)"
                            + " goes on being counted, of nobody. The same again erases what came since. Champions keep no person; what"
                            + " they learned with the person's events is gone with the next training.")
    People.Erased erase(
            @Parameter(description = "The user") @RequestParam(name = "user_id", required = false) @Nullable
                    String userId,
            @Parameter(description = "The anonymous visitor")
                    @RequestParam(name = "anonymous_id", required = false)
                    @Nullable
                    String anonymousId) {
        People.Erased erased = people.erase(person(userId, anonymousId));
        LOG.info("Erased a person's data: {}", erased);
        return erased;
    }

    private static Person person(@Nullable String userId, @Nullable String anonymousId) {
        new Inputs()
                .id("user_id", userId)
                .id("anonymous_id", anonymousId)
                .refuse(
                        userId == null && anonymousId == null,
                        "user_id",
                        null,
                        "is missing, and so is anonymous_id: one of them says whose data it is")
                .check();
        return new Person(userId, anonymousId);
    }
}
