import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * A Spring Boot application with nothing of its own: Boot reads application.properties of the working directory and
 * makes the clients. Sends a record to a topic and prints the first one that it reads there.
 */
@ImportAutoConfiguration(KafkaAutoConfiguration.class)
public class SendAndRead {
  private static final int PATIENCE_SECONDS = 120;

  public static void main(String[] args) throws Exception {
    String topic = args[0];
    var application = new SpringApplicationBuilder(SendAndRead.class).web(WebApplicationType.NONE);
    try (var context = application.logStartupInfo(false).run()) {
      @SuppressWarnings("unchecked")
      KafkaTemplate<String, String> template = context.getBean(KafkaTemplate.class);
      template.send(topic, args[1]).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      System.out.println("read " + read(context.getBean(ConsumerFactory.class), topic));
    }
  }

  private static String read(ConsumerFactory<?, ?> consumers, String topic) {
    Properties fromTheBeginning = new Properties();
    fromTheBeginning.put("auto.offset.reset", "earliest");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try (Consumer<?, ?> consumer = consumers.createConsumer(null, null, null, fromTheBeginning)) {
      consumer.subscribe(List.of(topic));
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<?, ?> record : consumer.poll(Duration.ofMillis(200))) {
          return (String) record.value();
        }
      }
    }
    throw new IllegalStateException("no record came");
  }
}
