package shop;

import java.util.concurrent.CountDownLatch;

/**
 * A web shop with three mistakes in its maps: {@link VisitCounter}, {@link SessionRegistry} and {@link FlashSale}.
 *
 * <p>Arguments: {@code logins=N} a second (default 200); {@code console} answers questions on standard input and ends
 * with it.
 */
public final class Shop {
    private final VisitCounter visits = new VisitCounter();
    private final SessionRegistry sessions = new SessionRegistry();
    private final FlashSale sale = new FlashSale();

    private Shop() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args);
        Shop shop = new Shop();
        shop.visits.countRushHour();
        shop.sale.sellOut();
        shop.sessions.acceptLogins(arguments.number("logins", 200));
        System.out.println("READY pid=" + ProcessHandle.current().pid());
        if (arguments.has("console")) {
            shop.answerQuestions();
        } else {
            new CountDownLatch(1).await();
        }
    }

    private void answerQuestions() throws Exception {
        Console console = new Console(System.in, System.out);
        console.answer("truth", () -> String.join(" ", visits.truth(), sessions.truth(), sale.truth()));
        console.answer("pause", () -> {
            sessions.closeTheDoors();
            return "paused";
        });
        console.run();
    }
}
