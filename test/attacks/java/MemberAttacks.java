import java.util.List;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;

/** What a member of a classic group says, said by somebody who is none; and asking who keeps what. */
final class MemberAttacks {
    private static final Attack.Control OWNER = Attack.Control.OWNER;

    static List<Attack> all() {
        return List.of(
            Attack.of("beat in a classic group", OWNER, (as, on) -> group(as, on).send(new HeartbeatRequestData()
                .setGroupId(on.classicGroup()).setGenerationId(1).setMemberId(on.memberId()), 4)),
            Attack.of("say who reads what in a classic group", OWNER, (as, on) -> group(as, on).send(
                new SyncGroupRequestData().setGroupId(on.classicGroup()).setGenerationId(1).setMemberId(on.memberId())
                    .setProtocolType("consumer").setProtocolName("range").setAssignments(List.of()), 5)),
            Attack.of("find the coordinator of a group", OWNER,
                (as, on) -> find(as, CoordinatorType.GROUP, on.classicGroup())),
            Attack.of("find the coordinator of a transaction", OWNER,
                (as, on) -> find(as, CoordinatorType.TRANSACTION, on.transactionalId())),
            Attack.of("find who keeps the progress of a share group", Attack.Control.ADMINISTRATOR,
                (as, on) -> find(as, CoordinatorType.SHARE, on.shareGroup() + ":" + on.topicId() + ":0")));
    }

    private static Line group(Party as, Names on) throws Exception {
        return as.coordinator(CoordinatorType.GROUP, on.classicGroup());
    }

    private static void find(Party as, CoordinatorType type, String key) throws Exception {
        as.everywhere().send(new FindCoordinatorRequestData().setKeyType(type.id()).setCoordinatorKeys(List.of(key)), 6);
    }
}
