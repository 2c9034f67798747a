import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import java.lang.reflect.Field;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** DynamoDB Local on 127.0.0.1 alone: its own main class listens on every address. Takes the same arguments. */
public final class LoopbackDynamoDb {
    private static final String HOST = "127.0.0.1";

    public static void main(String[] args) throws Exception {
        DynamoDBProxyServer proxy = ServerRunner.createServerFromCommandLineArgs(args);
        bindToLoopback(proxy);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(proxy)));
        proxy.start();
        System.out.println("DynamoDB Local listens on " + HOST);
        proxy.join();
    }

    /** The Jetty server is a private field and its connector has no host yet; any other shape is an error, never an open port. */
    private static void bindToLoopback(DynamoDBProxyServer proxy) throws ReflectiveOperationException {
        Field field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        Connector[] connectors = ((Server) field.get(proxy)).getConnectors();
        if (connectors.length == 0) {
            throw new IllegalStateException("DynamoDB Local has no connector to bind to " + HOST);
        }
        for (Connector connector : connectors) {
            ((ServerConnector) connector).setHost(HOST);
        }
    }

    private static void stop(DynamoDBProxyServer proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            System.err.println("DynamoDB Local did not stop cleanly: " + e);
        }
    }
}
