package dev.shopkeeper.starter.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start-up what is wrong with the internal secret and how to make one. */
public final class InternalSecretFailureAnalyzer extends AbstractFailureAnalyzer<InternalSecretException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InternalSecretException cause) {
        String what = cause.length() == 0
                ? "SHOPKEEPER_INTERNAL_SECRET is not set. It signs the tokens by which the platform's processes trust"
                        + " each other, and it has no default."
                : "SHOPKEEPER_INTERNAL_SECRET has " + cause.length() + " bytes; it needs at least "
                        + InternalTokens.SHORTEST_SECRET + ".";
        return new FailureAnalysis(
                what,
                "Set the same value in the environment of the gateway and of every service, for example:"
                        + " SHOPKEEPER_INTERNAL_SECRET=$(openssl rand -hex 32). Maybe it was set for one process only?",
                cause);
    }
}
