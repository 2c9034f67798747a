import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.scram.internals.ScramSaslClientProvider;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** One connection that sends any message of the protocol, whatever Kafka's clients think of it. */
final class Wire implements Line, AutoCloseable {
    /** Brokers end connections that say nothing for ten seconds. */
    private static final long IDLE_NANOS_MAX = 5_000_000_000L;
    /** And those that have not logged in anew within 30. */
    private static final long AGE_NANOS_MAX = 15_000_000_000L;
    private static final int ANSWER_BYTES_MAX = 4_000_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int correlationId = 0;
    private boolean closed = false;
    private final long openedAt = System.nanoTime();
    private long usedAt = System.nanoTime();

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) Party.PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Logs in as client.properties says, at one of its servers. */
    static Wire logIn(Properties properties, String address) throws Exception {
        String[] server = address.split(":");
        Wire wire = new Wire(connect(properties, server[0], Integer.parseInt(server[1])));
        wire.authenticate(properties, server[0]);
        return wire;
    }

    private static Socket connect(Properties properties, String host, int port) throws Exception {
        if (!properties.getProperty("security.protocol").endsWith("_SSL")) return new Socket(host, port);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(new AdminClientConfig(properties).values());
            return factory.sslContext().getSocketFactory().createSocket(host, port);
        }
    }

    private void authenticate(Properties properties, String host) throws Exception {
        ScramSaslClientProvider.initialize();
        String mechanism = properties.getProperty("sasl.mechanism");
        Map<String, ?> options = JaasContext.loadClientContext(Map.of("sasl.jaas.config",
            new Password(properties.getProperty("sasl.jaas.config")))).configurationEntries().get(0).getOptions();
        exchange(Sasl.createSaslClient(new String[] {mechanism}, null, "kafka", host, Map.of(), callbacks -> {
            for (Callback each : callbacks) {
                if (each instanceof NameCallback name) name.setName((String) options.get("username"));
                if (each instanceof PasswordCallback password)
                    password.setPassword(((String) options.get("password")).toCharArray());
            }
        }), mechanism);
    }

    private void exchange(SaslClient client, String mechanism) throws Exception {
        require(ask(new SaslHandshakeRequestData().setMechanism(mechanism), 1));
        byte[] token = client.hasInitialResponse() ? client.evaluateChallenge(new byte[0]) : new byte[0];
        while (token != null && !(client.isComplete() && token.length == 0)) {
            var answer = (SaslAuthenticateResponse) ask(new SaslAuthenticateRequestData().setAuthBytes(token), 2);
            require(answer);
            token = client.isComplete() ? null : client.evaluateChallenge(answer.saslAuthBytes());
        }
    }

    /** False when the broker closed it, or may have by now. */
    boolean usable() {
        long now = System.nanoTime();
        return !closed && now - usedAt < IDLE_NANOS_MAX && now - openedAt < AGE_NANOS_MAX;
    }

    @Override
    public AbstractResponse send(ApiMessage message, int version) throws Exception {
        AbstractResponse response = ask(message, version);
        require(response);
        return response;
    }

    private static void require(AbstractResponse response) throws Refused {
        var words = new TreeSet<String>();
        for (Errors error : response.errorCounts().keySet()) if (error != Errors.NONE) words.add(error.name());
        if (!words.isEmpty()) throw new Refused(String.join("+", words));
    }

    private synchronized AbstractResponse ask(ApiMessage message, int version) throws Exception {
        usedAt = System.nanoTime();
        ApiKeys key = ApiKeys.forId(message.apiKey());
        RequestHeader header = new RequestHeader(key, (short) version, "attack", ++correlationId);
        try {
            ByteBuffer frame = RequestUtils.serialize(header.data(), header.headerVersion(), message, (short) version);
            out.writeInt(frame.remaining());
            out.write(frame.array(), frame.arrayOffset() + frame.position(), frame.remaining());
            out.flush();
            int size = in.readInt();
            if (size < 0 || size > ANSWER_BYTES_MAX) throw new IOException("an answer of " + size + " bytes");
            return AbstractResponse.parseResponse(ByteBuffer.wrap(in.readNBytes(size)), header);
        } catch (EOFException | SocketException ended) {
            close();
            throw new Refused(Refused.CUT);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is as closed as it gets.
        }
    }
}
