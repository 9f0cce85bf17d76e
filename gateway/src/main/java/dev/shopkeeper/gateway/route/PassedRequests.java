package dev.shopkeeper.gateway.route;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * Requests that can be broken off by the thread that made them. An answer of the client is closed by reading it to its end, however
 * long that takes; only its request can be cancelled.
 */
final class PassedRequests extends HttpComponentsClientHttpRequestFactory {

    private static final ThreadLocal<Cancellable> SENT = new ThreadLocal<>();

    PassedRequests(HttpClient client) {
        super(client);
    }

    /**
     * The request that this thread made last, which is then forgotten.
     *
     * @throws IllegalStateException if there is none
     */
    static Cancellable sent() {
        Cancellable sent = SENT.get();
        SENT.remove();
        if (sent == null) {
            throw new IllegalStateException("This thread has sent no request.");
        }
        return sent;
    }

    @Override
    protected void postProcessHttpRequest(ClassicHttpRequest request) {
        if (request instanceof HttpUriRequestBase cancellable) {
            SENT.set(cancellable);
        }
    }
}
