import static java.util.Map.of;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Records that would harm the cluster, written to a topic of one's own. */
final class RecordAttacks {
    private static final Attack.Control HARMLESS = new Attack.Control.Harmless(
        (as, on) -> produce(as, of(), System.currentTimeMillis(), 100));
    private static final long YEAR_2100_MS = 4_102_444_800_000L;
    private static final long YEAR_1970_MS = 1_000L;
    private static final int TOO_LARGE = 1_100_000;
    private static final Map<String, String> LARGE =
        of("max.request.size", "8000000", "batch.size", "8000000", "buffer.memory", "16000000",
            "enable.idempotence", "false", "retries", "0");

    static List<Attack> all() {
        return List.of(
            Attack.onCluster("write a record of 1970, which ends at once", HARMLESS,
                (as, on) -> produce(as, of(), YEAR_1970_MS, 100)),
            Attack.onCluster("write a record of 2100, which never ends", HARMLESS,
                (as, on) -> produce(as, of(), YEAR_2100_MS, 100)),
            Attack.onCluster("write a batch whose number of records is a lie", HARMLESS,
                (as, on) -> send(as, broken(57, Integer.MAX_VALUE))),
            Attack.onCluster("write a batch whose checksum is wrong", HARMLESS,
                (as, on) -> send(as, broken(17, 0x5eed))),
            Attack.onCluster("write a batch that is a marker of a transaction", HARMLESS,
                (as, on) -> send(as, attributes(0x30))),
            Attack.onCluster("write a batch in a compression that nobody knows", HARMLESS,
                (as, on) -> send(as, attributes(0x07))),
            Attack.onCluster("write a batch larger than any plan allows", HARMLESS,
                (as, on) -> produce(as, LARGE, System.currentTimeMillis(), TOO_LARGE)),
            Attack.onCluster("write a request larger than brokers hold", HARMLESS,
                (as, on) -> produce(as, LARGE, System.currentTimeMillis(), 6_000_000)));
    }

    private static void produce(Party as, Map<String, String> settings, long timestamp, int bytes) throws Exception {
        try (var producer = as.producer(settings)) {
            producer.send(new ProducerRecord<>(as.topic, as.lastPartition(), timestamp, null, new byte[bytes])).get();
        }
    }

    private static ByteBuffer batch() {
        return MemoryRecords.withRecords(Compression.NONE,
            new SimpleRecord(System.currentTimeMillis(), new byte[] {1})).buffer();
    }

    /** Overwrites four bytes; https://kafka.apache.org/documentation/#recordbatch says which are what. */
    private static ByteBuffer broken(int at, int value) {
        return withChecksum(batch().putInt(at, value), at);
    }

    private static ByteBuffer attributes(int value) {
        return withChecksum(batch().putShort(21, (short) value), 21);
    }

    private static ByteBuffer withChecksum(ByteBuffer batch, int changedAt) {
        var checksum = new java.util.zip.CRC32C();
        checksum.update(batch.duplicate().position(21));
        return changedAt == 17 ? batch : batch.putInt(17, (int) checksum.getValue());
    }

    private static void send(Party as, ByteBuffer batch) throws Exception {
        int partition = as.lastPartition();
        var topic = new TopicProduceData().setName(as.topic).setPartitionData(List.of(
            new PartitionProduceData().setIndex(partition).setRecords(MemoryRecords.readableRecords(batch))));
        as.leader(partition).send(new ProduceRequestData().setAcks((short) -1).setTimeoutMs(5_000)
            .setTopicData(new TopicProduceDataCollection(List.of(topic).iterator())), 9);
    }
}
