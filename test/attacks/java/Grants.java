import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What no tenant must ever be given: the suite is turned on itself with it. */
final class Grants {
    private static final List<ResourceType> EVERY_KIND =
        List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID);

    static void everything(Party administrator, String username) throws Exception {
        var entry = new AccessControlEntry("User:" + username, "*", AclOperation.ALL, AclPermissionType.ALLOW);
        administrator.admin().createAcls(EVERY_KIND.stream()
            .map(kind -> new AclBinding(new ResourcePattern(kind, "*", PatternType.LITERAL), entry)).toList()).all().get();
    }
}
