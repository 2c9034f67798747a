import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;

/** A tenant in the middle of its work: records, groups of every kind with offsets, a member, an open transaction. */
final class Victim implements AutoCloseable {
    /** Of the member that beats in the consumer group. */
    static final AtomicInteger LIVE_MEMBER_EPOCH = new AtomicInteger();
    private static final int RECORDS = 50;
    /** The longest that brokers allow (`transaction.max.timeout.ms`): it stays open while everything is attacked. */
    private static final String LONGEST_TRANSACTION_MS = "900000";
    private static final int LOST = -1;
    private static final Duration STEP = Duration.ofMillis(100);

    private final Party party;
    private final Names plain;
    private final String memberId;
    private final KafkaProducer<byte[], byte[]> transaction;
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor();

    private Victim(Party party, Names plain, String memberId) {
        this.party = party;
        this.plain = plain;
        this.memberId = memberId;
        transaction = party.producer(Map.of("transactional.id", plain.transactionalId(),
            "transaction.timeout.ms", LONGEST_TRANSACTION_MS));
        transaction.initTransactions();
        beating.scheduleAtFixedRate(this::beat, 0, 2, TimeUnit.SECONDS);
    }

    /** What a refusal does to the member's epoch shows in the snapshot; a beat that got no answer is followed by another. */
    private void beat() {
        int epoch = LIVE_MEMBER_EPOCH.get();
        if (epoch == LOST) return;
        try {
            beat(party, plain, memberId, new ConsumerGroupHeartbeatRequestData().setMemberEpoch(epoch));
        } catch (Refused refused) {
            if (!refused.isCut()) LIVE_MEMBER_EPOCH.set(LOST);
        } catch (Exception noAnswer) {
            System.err.println("a beat was not answered: " + noAnswer);
        }
    }

    static Victim prepare(Party party) throws Exception {
        Names plain = Names.named(party.prefix, party.topic, party.topicId(), 0, (short) 0, "", party.username);
        produce(party, plain);
        consume(party, plain.classicGroup());
        share(party, plain.shareGroup());
        String memberId = org.apache.kafka.common.Uuid.randomUuid().toString();
        join(party, plain, memberId);
        Victim victim = new Victim(party, plain, memberId);
        victim.openTransaction();
        return victim;
    }

    private void openTransaction() throws Exception {
        transaction.beginTransaction();
        transaction.send(new ProducerRecord<>(party.topic, 0, null, "in the transaction".getBytes())).get();
    }

    /** Everything that can be known of it, the producer id and epoch of its open transaction too. */
    Names names() throws Exception {
        var open = party.admin().describeTransactions(List.of(plain.transactionalId())).all().get()
            .get(plain.transactionalId());
        return Names.named(party.prefix, party.topic, party.topicId(), open.producerId(),
            (short) open.producerEpoch(), memberId, party.username);
    }

    private static void produce(Party party, Names names) throws Exception {
        try (var producer = party.producer(Map.of())) {
            for (int i = 0; i < RECORDS; i++)
                producer.send(new ProducerRecord<>(names.topic(), 0, null, ("record " + i).getBytes()));
            producer.flush();
        }
    }

    private static void consume(Party party, String group) {
        try (var consumer = party.consumer(group, "classic")) {
            consumer.subscribe(List.of(party.topic));
            long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
            while (consumer.poll(STEP).isEmpty())
                if (System.nanoTime() > deadline) throw new IllegalStateException("the victim reads nothing");
            consumer.commitSync();
        }
    }

    /** Until the share group keeps an offset: it begins at the end of the topic. */
    private static void share(Party party, String group) throws Exception {
        try (var consumer = party.shareConsumer(group)) {
            consumer.subscribe(List.of(party.topic));
            long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
            do {
                if (System.nanoTime() > deadline) throw new IllegalStateException("the share group keeps no offset");
                consumer.poll(STEP);
            } while (shared(party, group).isEmpty());
        } catch (org.apache.kafka.common.errors.UnsupportedVersionException e) {
            // An older cluster has no share groups.
        }
    }

    private static Map<TopicPartition, ?> shared(Party party, String group) throws Exception {
        return party.admin().listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec())).all().get().get(group);
    }

    /** A member that beats whenever we say so, and so cannot be thrown out unseen. */
    private static void join(Party party, Names names, String memberId) throws Exception {
        beat(party, names, memberId, new ConsumerGroupHeartbeatRequestData().setMemberEpoch(0)
            .setRebalanceTimeoutMs(300_000).setSubscribedTopicNames(List.of(party.topic)).setTopicPartitions(List.of()));
    }

    private static synchronized void beat(Party party, Names names, String memberId, ConsumerGroupHeartbeatRequestData request)
            throws Exception {
        var answer = (ConsumerGroupHeartbeatResponseData) party.coordinator(CoordinatorType.GROUP, names.consumerGroup()).send(
            request.setGroupId(names.consumerGroup()).setMemberId(memberId), 1).data();
        LIVE_MEMBER_EPOCH.set(answer.memberEpoch());
    }

    /** Everything of the tenant that an attack could have changed, as its owner sees it. What it cannot see is not in it. */
    Map<String, String> snapshot(Duration patience) {
        Map<String, String> seen = new TreeMap<>();
        look(() -> seeTopics(seen, patience));
        look(() -> seeGroups(seen));
        look(() -> seeTransaction(seen));
        return seen;
    }

    private interface Look {
        void once() throws Exception;
    }

    private static void look(Look look) {
        try {
            look.once();
        } catch (Exception lost) {
            System.err.println("the victim cannot see: " + Party.causeOf(lost).getMessage());
        }
    }

    private void seeTopics(Map<String, String> seen, Duration patience) throws Exception {
        var topics = party.admin().describeTopics(party.admin().listTopics().names().get()).allTopicNames().get();
        topics.forEach((name, topic) -> seen.put("topic " + name, topic.topicId() + " " + topic.partitions().size()));
        if (topics.containsKey(party.topic)) seen.put("content", content(topics.get(party.topic).partitions().size(), patience));
    }

    private void seeGroups(Map<String, String> seen) throws Exception {
        for (var group : party.admin().listGroups().all().get())
            seen.put("group " + group.groupId(), group.type().map(Object::toString).orElse("") + " " + offsets(group.groupId()));
        seen.put("member", memberId + " at " + LIVE_MEMBER_EPOCH.get());
    }

    private void seeTransaction(Map<String, String> seen) throws Exception {
        var open = party.admin().describeTransactions(List.of(plain.transactionalId())).all().get();
        var description = open.get(plain.transactionalId());
        seen.put("transaction", description.state() + " of " + description.producerId() + " at "
            + description.producerEpoch() + " in " + description.topicPartitions());
    }

    private String offsets(String group) throws Exception {
        if (group.equals(plain.shareGroup()))
            return "" + strings(shared(party, group));
        return "" + strings(party.admin().listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
            .all().get().get(group));
    }

    /** The digest of all records of the topic, those of open transactions too, and where its partitions begin and end. */
    private String content(int partitions, Duration patience) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        var all = java.util.stream.IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(party.topic, i)).toList();
        try (Consumer<byte[], byte[]> consumer = party.consumer(null, "classic")) {
            var ends = consumer.endOffsets(all, patience);
            for (TopicPartition one : all) {
                consumer.assign(Set.of(one));
                consumer.seekToBeginning(Set.of(one));
                while (consumer.position(one, patience) < ends.get(one))
                    consumer.poll(STEP).forEach(each -> digest.update(each.value()));
            }
            return HexFormat.of().formatHex(digest.digest()) + " " + strings(ends)
                + " from " + strings(consumer.beginningOffsets(all, patience));
        }
    }

    private static Map<String, String> strings(Map<TopicPartition, ?> offsets) {
        Map<String, String> named = new TreeMap<>();
        offsets.forEach((partition, offset) -> named.put(partition.toString(), "" + offset));
        return named;
    }

    /** Works only when nobody ended or fenced the transaction. */
    void commitAndOpenAnother() throws Exception {
        transaction.commitTransaction();
        openTransaction();
    }

    @Override
    public void close() {
        beating.shutdownNow();
        transaction.close(Duration.ZERO);
    }
}
