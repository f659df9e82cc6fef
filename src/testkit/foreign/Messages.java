import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends messages to topics of a Kafka and reads them in groups whose members come and go, until it is ended. */
public class Messages {
    private static final int TOPICS = 6;
    private static final int AT_ONCE = 200;
    private static final int GROUPS = 2;
    private static final int POLLS_OF_A_MEMBER = 50;
    private static final AtomicLong READ = new AtomicLong();

    public static void main(String[] arguments) throws Exception {
        String broker = "127.0.0.1:" + arguments[0];
        Thread.ofPlatform().start(() -> send(broker));
        for (int i = 0; i < GROUPS; i++) {
            String group = "group-" + i;
            Thread.ofPlatform().start(() -> read(broker, group));
        }
        while (true) {
            Thread.sleep(1_000);
            System.out.println("answers=" + READ.get());
        }
    }

    private static void send(String broker) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            for (long number = 0; ; number++) {
                String key = "key-" + number % 10_000;
                producer.send(new ProducerRecord<>("orders-" + number % TOPICS, key, key.repeat(20)));
                if (number % AT_ONCE == 0) {
                    Thread.sleep(50);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void read(String broker, String group) {
        while (true) {
            try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", broker, "group.id", group, "auto.offset.reset", "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                consumer.subscribe(IntStream.range(0, TOPICS)
                        .mapToObj(topic -> "orders-" + topic)
                        .toList());
                for (int i = 0; i < POLLS_OF_A_MEMBER; i++) {
                    READ.addAndGet(consumer.poll(Duration.ofMillis(200)).count());
                }
            }
        }
    }
}
