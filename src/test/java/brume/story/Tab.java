package brume.story;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A tab of somebody's browser, reduced to what it says to the server and what it hears: all that a page is made of,
/// shown or not, many times faster than drawing it.
///
/// @param page the server's first words to this tab: its number and its secret
record Tab(String portal, HttpClient client, String page) {

    private static final long LATER_MILLIS = 60;
    private static final int LATER_AT_MOST = 80;

    /// Signs in with the button of the demonstration's accounts, unless it is `nobody`.
    static Tab of(String portal, String who) throws Exception {
        CookieManager jar = new CookieManager();
        Tab tab = new Tab(
                portal,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .cookieHandler(jar)
                        .build(),
                "");
        tab = tab.loaded("sign-in");
        String page = tab.navigate("sign-in");
        if (!who.equals("nobody")) {
            String button = said(
                    page,
                    "\"node\":(\\d+),\"type\":\"put\",\"key\":\"id\",\"feat\":\\d+,\"value\":\"demo-" + who + "\"");
            tab.call(
                    "{\"type\":\"event\",\"node\":" + button
                            + ",\"event\":\"click\",\"data\":{\"event.shiftKey\":false,"
                            + "\"event.metaKey\":false,\"event.detail\":1,\"event.ctrlKey\":false,\"event.clientX\":1,\"event.clientY\":1,"
                            + "\"event.altKey\":false,\"event.button\":0,\"event.screenY\":1,\"event.screenX\":1}}",
                    1);
        }
        return tab;
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(portal + path)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /// Types an address, and hears everything that the page becomes, what is read later included.
    String open(String address) throws IOException, InterruptedException {
        Tab fresh = loaded(address);
        StringBuilder heard = new StringBuilder(fresh.navigate(address));
        boolean mist = heard.indexOf("mist-lines") >= 0;
        for (int turn = 1; turn == 1 || mist && turn < LATER_AT_MOST; turn++) {
            TimeUnit.MILLISECONDS.sleep(LATER_MILLIS);
            String more = fresh.call("", turn);
            heard.append(more);
            mist &= !more.contains("\"changes\"");
        }
        return heard.toString();
    }

    private Tab loaded(String address) throws IOException, InterruptedException {
        String path = URLEncoder.encode(address.split("\\?")[0], StandardCharsets.UTF_8);
        return new Tab(portal, client, get("/?v-r=init&query=&location=" + path));
    }

    String navigate(String address) throws IOException, InterruptedException {
        String[] parts = address.split("\\?", 2);
        return call(
                "{\"type\":\"event\",\"node\":1,\"event\":\"ui-navigate\",\"data\":{\"route\":\"" + parts[0]
                        + "\",\"query\":\""
                        + (parts.length > 1 ? parts[1] : "")
                        + "\",\"appShellTitle\":\"\",\"historyState\":null,\"trigger\":\"\"}}",
                0);
    }

    private String call(String event, int turn) throws IOException, InterruptedException {
        String body = "{\"csrfToken\":\"" + of("Vaadin-Security-Key") + "\",\"rpc\":[" + event + "],\"syncId\":" + turn
                + ",\"clientId\":" + turn + "}";
        return send(HttpRequest.newBuilder(URI.create(portal + "/?v-r=uidl&v-uiId=" + of("v-uiId")))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String of(String name) {
        return said(page, "\"" + name + "\":\"?([^\",}]+)");
    }

    private static String said(String text, String pattern) {
        Matcher value = Pattern.compile(pattern).matcher(text);
        if (!value.find()) {
            throw new IllegalStateException("No " + pattern + " in " + text);
        }
        return value.group(1);
    }
}
