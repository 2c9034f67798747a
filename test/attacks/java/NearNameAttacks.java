import static java.util.Map.of;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;

/** Names that look like somebody's, or begin like somebody's. The owner succeeds with the same trick behind its prefix. */
final class NearNameAttacks {
    private static final Map<String, UnaryOperator<String>> TRICKS = tricks();

    private static Map<String, UnaryOperator<String>> tricks() {
        Map<String, UnaryOperator<String>> tricks = new LinkedHashMap<>();
        tricks.put("without the dot", prefix -> prefix.substring(0, prefix.length() - 1));
        tricks.put("one character longer", prefix -> prefix.substring(0, prefix.length() - 1) + "d.x");
        tricks.put("one character shorter", prefix -> prefix.substring(0, prefix.length() - 2) + ".x");
        tricks.put("_ for the dot", prefix -> prefix.replace('.', '_') + "x");
        tricks.put("in capitals", prefix -> prefix.toUpperCase(Locale.ROOT) + "x");
        tricks.put("with a dot of Unicode", prefix -> prefix.replace('.', '\uff0e') + "x");
        tricks.put("with an invisible character", prefix -> prefix.replace(".", "\u200b.") + "x");
        tricks.put("of 249 characters", prefix -> prefix + "x".repeat(249 - prefix.length()));
        tricks.put("of 30,000 characters", prefix -> prefix + "x".repeat(30_000));
        tricks.put("with a NUL", prefix -> "\u0000" + prefix + "x");
        tricks.put("with a path", prefix -> "../" + prefix + "x");
        tricks.put("that is a star", prefix -> "*");
        return tricks;
    }

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        TRICKS.forEach((words, trick) -> {
            attacks.add(Attack.of("keep offsets under a name " + words,
                new Attack.Control.Harmless((as, on) -> commit(as, behind(as.prefix, trick))),
                (as, on) -> commit(as, trick.apply(on.prefix()))));
            attacks.add(Attack.of("begin a transaction under a name " + words,
                new Attack.Control.Harmless((as, on) -> begin(as, behind(as.prefix, trick))),
                (as, on) -> begin(as, trick.apply(on.prefix()))));
        });
        return attacks;
    }

    private static String behind(String prefix, UnaryOperator<String> trick) {
        return prefix + trick.apply("abcdefghijkl.");
    }

    private static void commit(Party as, String group) throws Exception {
        as.admin().alterConsumerGroupOffsets(group,
            of(new TopicPartition(as.topic, 0), new OffsetAndMetadata(0))).all().get();
    }

    private static void begin(Party as, String transactionalId) throws Exception {
        as.coordinator(CoordinatorType.TRANSACTION, transactionalId).send(new InitProducerIdRequestData().setTransactionalId(transactionalId)
            .setTransactionTimeoutMs(1_000), 4);
    }
}
