import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Prints the user name, password and certificate that Kafka's client would take from client.properties, or that Spring
 * Boot would from application.properties, each as Base64.
 */
@ImportAutoConfiguration(KafkaAutoConfiguration.class)
public class PrintLogIn {
  public static void main(String[] args) throws Exception {
    Map<?, ?> configuration = args[0].equals("spring") ? readAsSpring() : readAsKafka();
    var jaas = new Password((String) configuration.get("sasl.jaas.config"));
    var context = JaasContext.loadClientContext(Map.of("sasl.jaas.config", jaas));
    Map<String, ?> options = context.configurationEntries().get(0).getOptions();
    print(options.get("username"));
    print(options.get("password"));
    print(configuration.get("ssl.truststore.certificates"));
  }

  private static Map<?, ?> readAsKafka() throws Exception {
    Properties properties = new Properties();
    try (InputStream file = new FileInputStream("client.properties")) {
      properties.load(file);
    }
    return properties;
  }

  private static Map<?, ?> readAsSpring() {
    var application = new SpringApplicationBuilder(PrintLogIn.class).web(WebApplicationType.NONE);
    try (var context = application.logStartupInfo(false).run()) {
      return context.getBean(ProducerFactory.class).getConfigurationProperties();
    }
  }

  private static void print(Object text) {
    byte[] bytes = ((String) text).getBytes(StandardCharsets.UTF_8);
    System.out.println(Base64.getEncoder().encodeToString(bytes));
  }
}
