package dev.shopkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a person sees who opens the gateway's address in a browser. */
class BrowserIT {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    private final RunningPlatform platform = RunningPlatform.get();

    @Test
    void showsTheWholePlatformsOperationsInSwaggerUi() {
        Path chromium = chromium();
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(ARGUMENTS))) {
            Page page = browser.newPage();
            List<String> elsewhere = new ArrayList<>();
            List<String> errors = new ArrayList<>();
            URI home = platform.stack().gateway();
            page.onRequest(request -> {
                URI target = URI.create(request.url());
                if (target.getScheme().startsWith("http") && target.getPort() != home.getPort()) {
                    elsewhere.add(request.url());
                }
            });
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });

            page.navigate(home + "/swagger-ui/index.html");
            page.waitForSelector(".opblock-summary-path");

            assertThat(page.locator(".opblock-summary-path").allTextContents().stream()
                            .map(path -> path.replace("\u200b", "")))
                    .contains(
                            "/api/v1/events",
                            "/api/v1/recommendations",
                            "/admin/v1/products",
                            "/admin/v1/orders",
                            "/admin/v1/imports");
            assertThat(elsewhere).isEmpty();
            assertThat(errors).isEmpty();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/screenshots/swagger-ui.png"))
                    .setFullPage(false));
        }
    }

    private static Path chromium() {
        Optional<Path> found = Stream.of(
                        System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"),
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "There is no Chromium here. Maybe install the package chromium?");
        return found.orElseThrow();
    }
}
