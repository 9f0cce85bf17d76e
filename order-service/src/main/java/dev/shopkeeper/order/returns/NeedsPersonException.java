package dev.shopkeeper.order.returns;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.util.List;
import org.springframework.http.HttpStatus;

/** 409 for a return that the policy leaves to a person. Nothing has changed. */
public final class NeedsPersonException extends ProblemException {

    private static final long serialVersionUID = 1L;

    NeedsPersonException(String returnId, String why) {
        super(
                HttpStatus.CONFLICT,
                "needs-person",
                "Return '" + returnId + "' waits for a person.",
                List.of(new Violation("decision", "policy", why)),
                "Maybe decide it by approve or reject?");
    }
}
