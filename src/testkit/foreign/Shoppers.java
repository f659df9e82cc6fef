package shop;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicLong;

/** Visits the shop until it is ended: each visitor fills a cart and looks at it; every other one leaves its session. */
public class Shoppers {
    private static final int AT_ONCE = 4;
    private static final int ARTICLES = 12;
    private static final AtomicLong ANSWERS = new AtomicLong();

    public static void main(String[] arguments) throws Exception {
        String shop = "http://127.0.0.1:" + arguments[0];
        for (int i = 0; i < AT_ONCE; i++) {
            Thread.ofPlatform().start(() -> visit(shop));
        }
        while (true) {
            Thread.sleep(1_000);
            System.out.println("answers=" + ANSWERS.get());
        }
    }

    private static void visit(String shop) {
        try {
            for (int visitor = 0; ; visitor++) {
                try (HttpClient client =
                        HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
                    for (int article = 0; article < ARTICLES; article++) {
                        post(client, shop + "/cart/article-" + article);
                    }
                    ask(client, HttpRequest.newBuilder(URI.create(shop + "/cart")).build());
                    if (visitor % 2 == 0) {
                        post(client, shop + "/leave");
                    }
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void post(HttpClient client, String where) throws Exception {
        ask(client, HttpRequest.newBuilder(URI.create(where)).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    private static void ask(HttpClient client, HttpRequest request) throws Exception {
        if (client.send(request, BodyHandlers.ofString()).statusCode() == 200) {
            ANSWERS.incrementAndGet();
        }
    }
}
