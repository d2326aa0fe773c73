package dev.serin.dashboard;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;

/** A real Chromium with one tab, driven by Selenium. */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    public Browser() {
        this(options());
    }

    private Browser(ChromeOptions options) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        new File(program("chromium-driver", "/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver")))
                .usingAnyFreePort().build();
        driver = new ChromeDriver(service, options);
    }

    private static ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--host-resolver-rules=MAP *.test 127.0.0.1", "--disable-component-update",
                "--disable-sync", "--hide-scrollbars");
        return options;
    }

    static Browser withoutJavaScript() {
        ChromeOptions options = options();
        options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        return new Browser(options);
    }

    /** One that can be looked at while a page is still on its way. */
    static Browser withoutWaiting() {
        ChromeOptions options = options();
        options.setPageLoadStrategy(PageLoadStrategy.NONE);
        return new Browser(options);
    }

    private static String program(String debianPackage, String... paths) {
        return Stream.of(paths).filter(path -> Files.isExecutable(Path.of(path))).findFirst()
                .orElseThrow(() -> new AssertionError(
                        "This test needs " + paths[0] + ": apt-get install -y " + debianPackage));
    }

    public void open(String url) {
        driver.get(url);
    }

    /** Sends a header with every request, such as the password that the person would be asked for. */
    public void sendAlways(String header, String value) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of(header, value)));
    }

    /** Runs no script of any page from now on. */
    public void forbidScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** What a reader sees of the page. */
    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    String connection() {
        return driver.findElement(By.id("connection")).getText();
    }

    /** @return the value of a JavaScript expression, as text */
    public String evaluate(String expression) {
        return String.valueOf(driver.executeScript("return " + expression));
    }

    /** Returns when what the page has put off until now is done. */
    void letTimersRun() {
        driver.executeAsyncScript("setTimeout(arguments[0])");
    }

    /** Asks again and again until the expression is true. */
    public void waitUntil(String expression) {
        waitAtMost(PATIENCE, expression);
    }

    void waitAtMost(Duration patience, String expression) {
        waitAtMost(patience, () -> Boolean.parseBoolean(evaluate("Boolean(" + expression + ")")), expression);
    }

    void waitAtMost(Duration patience, BooleanSupplier condition, String words) {
        new WebDriverWait(driver, patience)
                .withMessage(() -> words + "\n" + complaints() + "\n" + evaluate("document.body.innerText"))
                .until(page -> condition.getAsBoolean());
    }

    /** What the browser has written to its console. */
    private List<LogEntry> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll();
    }

    /** Whether Serin has answered with a page. */
    boolean opens(String url) {
        try {
            driver.get(url);
            return !driver.findElements(By.id("connection")).isEmpty();
        } catch (WebDriverException refused) {
            return false;
        }
    }

    void waitForText(String text) {
        waitUntil("document.body.innerText.includes(" + quoted(text) + ")");
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** @param keys as WebDriver encodes them */
    void press(String keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** @param scheme light or dark */
    public void colours(String scheme) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void width(int pixels) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Shows what Serin has answered where a browser would ask for a password first. */
    public void show(String html) {
        driver.executeScript("document.documentElement.innerHTML = arguments[0]", html);
    }

    /** What axe-core finds wrong with the page, one line each. */
    public List<String> barriers() {
        return new AxeBuilder().setTimeout((int) PATIENCE.toSeconds()).analyze(driver).getViolations().stream()
                .map(Browser::words).toList();
    }

    private static String words(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().stream().limit(3)
                .map(node -> node.getTarget() + " " + node.getFailureSummary()).toList();
    }

    /** The whole page as a picture, in the light or the dark colours. */
    public void screenshot(Path file, int width, String scheme) throws IOException {
        screenshot(file, width, Integer.MAX_VALUE, scheme);
    }

    /** The same, cut below. */
    void screenshot(Path file, int width, int heightMax, String scheme) throws IOException {
        colours(scheme);
        width(width);
        int height = Math.min(heightMax, Integer.parseInt(evaluate("document.documentElement.scrollHeight")));
        Map<String, Object> picture = driver.executeCdpCommand("Page.captureScreenshot",
                Map.of("format", "png", "captureBeyondViewport", true, "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
