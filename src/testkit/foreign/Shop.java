package shop;

import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The smallest shop that keeps sessions: all else is Spring's and Tomcat's. */
@SpringBootApplication
@RestController
public class Shop {
    public static void main(String[] arguments) {
        SpringApplication.run(Shop.class, arguments);
    }

    @PostMapping("/cart/{article}")
    Map<String, Object> put(@PathVariable String article, HttpSession session) {
        session.setAttribute(article, System.nanoTime());
        return cart(session);
    }

    @GetMapping("/cart")
    Map<String, Object> cart(HttpSession session) {
        Map<String, Object> cart = new TreeMap<>();
        session.getAttributeNames().asIterator().forEachRemaining(name -> cart.put(name, session.getAttribute(name)));
        return cart;
    }

    @PostMapping("/leave")
    void leave(HttpSession session) {
        session.invalidate();
    }
}
