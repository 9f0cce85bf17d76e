package dev.shopkeeper.demo;

import dev.shopkeeper.demo.feed.UserTokenSigner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code user-token}: what the shop's server would hand to the page of somebody who is signed in. */
final class UserTokenCommand {

    private UserTokenCommand() {}

    static int run(List<String> words) {
        Arguments arguments = new Arguments(words, Set.of("user"), Set.of());
        System.out.println(signer().orElseThrow(() -> new IllegalArgumentException(
                        UserTokenSigner.SECRET_VARIABLE + " is not set. Maybe source .shop/keys.env first?"))
                .sign(arguments.required("user")));
        return 0;
    }

    /** By the secret of the environment; empty where the shop has none and its pages stay impersonal. */
    static Optional<UserTokenSigner> signer() {
        String secret = System.getenv().getOrDefault(UserTokenSigner.SECRET_VARIABLE, "");
        return secret.isEmpty() ? Optional.empty() : Optional.of(new UserTokenSigner(secret, Clock.systemUTC()));
    }
}
