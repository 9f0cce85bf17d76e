package dev.shopkeeper.starter.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes or makes the correlation id of a request, keeps it for its log lines and says it in the answer. */
final class CorrelationFilter extends OncePerRequestFilter {

    private static final String ATTRIBUTE = CorrelationFilter.class.getName() + ".id";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Object earlier = request.getAttribute(ATTRIBUTE);
        String offered = earlier instanceof String id ? id : request.getHeader(Correlation.HTTP_HEADER);
        try (Correlation.Scope scope = Correlation.open(offered)) {
            request.setAttribute(ATTRIBUTE, scope.id());
            response.setHeader(Correlation.HTTP_HEADER, scope.id());
            chain.doFilter(request, response);
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
