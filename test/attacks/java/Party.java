import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Somebody who can log in, with the clients that Apache Kafka ships. */
final class Party implements AutoCloseable {
    /** For any answer at all: one that does not come proves nothing, whether an attack or its control waits for it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PATIENCE_MS = "" + PATIENCE.toMillis();
    private static final Pattern USERNAME = Pattern.compile("username=\"([^\"]*)\"");

    final String username;
    /** With its dot, when it is a tenant. */
    final String prefix;
    /** A topic of its own. */
    String topic;
    private static final AtomicInteger NAMES = new AtomicInteger();
    private final Properties properties = new Properties();
    private Admin admin;
    private final Map<String, Wire> wires = new HashMap<>();
    private Uuid topicId;
    private List<String> servers;

    /** A tenant's user, whose name begins with its prefix. */
    Party(Path file, String topic) throws Exception {
        this(file, topic, null);
    }

    Party(Path file, String topic, String prefix) throws Exception {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Matcher found = USERNAME.matcher(properties.getProperty("sasl.jaas.config"));
        if (!found.find()) throw new IllegalArgumentException(file + " names no user");
        this.username = found.group(1);
        this.prefix = prefix != null ? prefix : username.replaceFirst("-\\d+$", ".");
        this.topic = topic;
        properties.put("request.timeout.ms", PATIENCE_MS);
        properties.put("default.api.timeout.ms", PATIENCE_MS);
        properties.put("enable.metrics.push", "false");
    }

    String property(String name) {
        return properties.getProperty(name);
    }

    Admin admin() {
        if (admin == null) admin = Admin.create(properties);
        return admin;
    }

    /**
     * For requests that no client of Kafka's sends. Whoever is not told which broker leads, coordinates or controls tries
     * each until one lets it in: a broker that is not the right one for it says so, or refuses.
     */
    Line everywhere() {
        return (message, version) -> {
            Refused refusal = null;
            for (String server : servers()) {
                try {
                    return wireTo(server).send(message, version);
                } catch (Refused refused) {
                    if (refusal == null || refusal.isElsewhere()) refusal = refused;
                }
            }
            throw refusal;
        };
    }

    /** Those of the file alone: a controller does not say which others there are. */
    void useServersOfFile() {
        servers = List.of(properties.getProperty("bootstrap.servers").split(","));
    }

    private List<String> servers() throws Exception {
        if (servers == null)
            servers = admin().describeCluster().nodes().get().stream().map(node -> node.host() + ":" + node.port()).toList();
        return servers;
    }

    /** Logs in with its own name and password at a listener that is somebody else's, in that mechanism. */
    void logInAt(Party other, String mechanism) throws Exception {
        Properties there = new Properties();
        there.putAll(properties);
        there.setProperty("security.protocol", other.property("security.protocol"));
        there.setProperty("sasl.mechanism", mechanism);
        Wire.logIn(there, other.property("bootstrap.servers").split(",")[0]).close();
    }

    /** Of its own topic; the first is where the victim's transaction is. */
    int lastPartition() throws Exception {
        return partitions().size() - 1;
    }

    private List<TopicPartitionInfo> partitions() throws Exception {
        return admin().describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions();
    }

    /** To the leader of a partition of its own topic. */
    Line leader(int partition) throws Exception {
        var node = partitions().get(partition).leader();
        return wireTo(node.host() + ":" + node.port());
    }

    /** To the coordinator of a group or a transactional id; everywhere when it is not told. */
    Line coordinator(CoordinatorType type, String key) throws Exception {
        try {
            var found = (FindCoordinatorResponseData) everywhere().send(new FindCoordinatorRequestData()
                .setKeyType(type.id()).setCoordinatorKeys(List.of(key)), 4).data();
            return wireTo(found.coordinators().get(0).host() + ":" + found.coordinators().get(0).port());
        } catch (Refused notTold) {
            return everywhere();
        }
    }

    private synchronized Wire wireTo(String address) throws Exception {
        Wire open = wires.get(address);
        if (open != null && open.usable()) return open;
        if (open != null) open.close();
        Wire fresh = Wire.logIn(properties, address);
        wires.put(address, fresh);
        return fresh;
    }

    /** For a group or transactional id of its own that nobody has used yet. */
    String newName() {
        return prefix + "attack-own-" + NAMES.incrementAndGet();
    }

    /** Its own topic from now on. */
    void useTopic(String other) {
        topic = other;
        topicId = null;
    }

    Uuid topicId() throws Exception {
        if (topicId == null) topicId = topicIdOf(topic);
        return topicId;
    }

    Uuid topicIdOf(String name) throws Exception {
        return admin().describeTopics(List.of(name)).allTopicNames().get().get(name).topicId();
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, String> settings) {
        Properties all = with(settings);
        all.putIfAbsent("max.block.ms", PATIENCE_MS);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Without a group when `group` is null. */
    KafkaConsumer<byte[], byte[]> consumer(String group, String protocol) {
        Properties all = with(Map.of("group.protocol", protocol, "auto.offset.reset", "earliest",
            "enable.auto.commit", "false", "allow.auto.create.topics", "true"));
        if (group != null) all.put("group.id", group);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    KafkaShareConsumer<byte[], byte[]> shareConsumer(String group) {
        return new KafkaShareConsumer<>(with(Map.of("group.id", group)), new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    }

    private Properties with(Map<String, String> settings) {
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(settings);
        return all;
    }

    @Override
    public void close() {
        if (admin != null) admin.close(Duration.ZERO);
        wires.values().forEach(Wire::close);
    }

    /** What really went wrong, out of the wrappers of futures and clients. */
    static Throwable causeOf(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException || cause.getClass().getSimpleName().equals("KafkaException")))
            cause = cause.getCause();
        return cause;
    }
}
