package dev.shopkeeper.starter.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Answers with problem details where Tomcat refuses a request before any application sees it. */
public final class ProblemErrorReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        try {
            ProblemBytes.write(
                    response.getResponse(),
                    StatusProblems.of(status == null ? HttpStatus.BAD_REQUEST : status),
                    request.getRequestURI());
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The caller is gone: there is nobody to answer.
            getContainer().getLogger().debug("The caller left before its error.", e);
        }
    }
}
